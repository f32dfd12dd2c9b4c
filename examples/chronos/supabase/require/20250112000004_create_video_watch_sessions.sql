-- check: videos and students are there
-- expect: true
-- hint: apply 20250101000002_create_core_tables first
select
  to_regclass('public.videos') is not null as videos,
  to_regclass('public.students') is not null as students;

-- check: videos say whether they can be played
-- expect: 1 row
-- hint: apply 20250112000002_add_whop_video_columns first
select column_name
from information_schema.columns
where table_schema = 'public' and table_name = 'videos' and column_name = 'mux_playback_id';
