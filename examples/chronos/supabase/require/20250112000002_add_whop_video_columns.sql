-- check: the constraints that are replaced are there
-- expect: 2 rows
-- hint: apply 20250111000001_add_youtube_embedding_support first
select conname
from pg_constraint
where conrelid = to_regclass('public.videos') and conname in ('videos_source_type_check', 'videos_source_validation_check');

-- check: none of the new columns is there yet
-- expect: no rows
-- hint: somebody added them by hand; drop them, or record the migration: plumb adopt 20250112000002_add_whop_video_columns
select column_name, data_type
from information_schema.columns
where table_schema = 'public'
  and table_name = 'videos'
  and column_name in ('whop_lesson_id', 'mux_asset_id', 'mux_playback_id', 'embed_type', 'embed_id');
