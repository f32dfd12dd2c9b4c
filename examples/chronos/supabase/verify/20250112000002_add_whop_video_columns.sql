-- check: the five columns are there, and may be missing
-- expect: 5 rows
-- expect: every row data_type = 'text' and is_nullable = 'YES'
select column_name, data_type, is_nullable
from information_schema.columns
where table_schema = 'public'
  and table_name = 'videos'
  and column_name in ('whop_lesson_id', 'mux_asset_id', 'mux_playback_id', 'embed_type', 'embed_id');

-- check: 5 indexes, all valid
-- expect: 5 rows
-- expect: every row indisvalid
-- hint: an index that is not valid was interrupted while it was built; drop it and run the migration again
select c.relname as index_name, i.indisvalid
from pg_index i
join pg_class c on c.oid = i.indexrelid
where i.indrelid = 'public.videos'::regclass
  and c.relname in (
    'idx_videos_whop_lesson_id', 'idx_videos_mux_asset_id', 'idx_videos_mux_playback_id',
    'idx_videos_embed_type', 'idx_videos_embed_id'
  );

-- check: source_type is youtube, mux, loom or upload
-- expect: 1 row
-- expect: every row convalidated and definition like all ('{%youtube%,%mux%,%loom%,%upload%}')
-- hint: another source constraint may exist; drop it first
select convalidated, pg_get_constraintdef(oid) as definition
from pg_constraint
where conrelid = 'public.videos'::regclass and conname = 'videos_source_type_check';

-- check: embed_type is youtube, loom, vimeo or wistia
-- expect: 1 row
-- expect: every row convalidated and definition like all ('{%youtube%,%loom%,%vimeo%,%wistia%}')
select convalidated, pg_get_constraintdef(oid) as definition
from pg_constraint
where conrelid = 'public.videos'::regclass and conname = 'videos_embed_type_check';

-- check: what each source needs is checked
-- expect: 1 row
-- expect: every row convalidated and definition like all ('{%youtube_video_id IS NOT NULL%,%mux_asset_id IS NOT NULL%,%embed_type IS NOT NULL%,%storage_path IS NOT NULL%}')
select convalidated, pg_get_constraintdef(oid) as definition
from pg_constraint
where conrelid = 'public.videos'::regclass and conname = 'videos_source_validation_check';

-- Tests -------------------------------------------------------------------------------------------------------------

-- test: each source with what it needs
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: affected 5
\ir ../fixtures/academy.sql
insert into public.videos (creator_id, title, source_type, storage_path, youtube_video_id, mux_asset_id, embed_type, embed_id, whop_lesson_id)
values
  ('ca000000-0000-4000-8000-000000000001', 'Upload', 'upload', 'ada/upload.mp4', null, null, null, null, null),
  ('ca000000-0000-4000-8000-000000000001', 'YouTube', 'youtube', null, 'dQw4w9WgXcQ', null, 'youtube', 'dQw4w9WgXcQ', 'lesson_1'),
  ('ca000000-0000-4000-8000-000000000001', 'Mux', 'mux', null, null, 'asset_1', null, null, 'lesson_1'),
  ('ca000000-0000-4000-8000-000000000001', 'Loom', 'loom', null, null, null, 'loom', 'loom_1', null),
  ('ca000000-0000-4000-8000-000000000001', 'Vimeo copy', 'upload', 'ada/copy.mp4', null, null, 'vimeo', '76979871', null);

-- test: a Mux video needs its asset
-- expect: error 23514
\ir ../fixtures/academy.sql
reset role;
insert into public.videos (creator_id, title, source_type, mux_playback_id)
values ('ca000000-0000-4000-8000-000000000001', 'Mux', 'mux', 'playback_1');

-- test: a Loom video needs its id there
-- expect: error 23514
\ir ../fixtures/academy.sql
reset role;
insert into public.videos (creator_id, title, source_type, embed_type)
values ('ca000000-0000-4000-8000-000000000001', 'Loom', 'loom', 'loom');

-- test: a Loom video is embedded from Loom
-- expect: error 23514
\ir ../fixtures/academy.sql
reset role;
insert into public.videos (creator_id, title, source_type, embed_type, embed_id)
values ('ca000000-0000-4000-8000-000000000001', 'Loom', 'loom', 'vimeo', '76979871');
