-- check: the three columns are there
-- expect: 3 rows
-- expect: every row (column_name, data_type, is_nullable) in (('source_type', 'text', 'NO'), ('youtube_video_id', 'text', 'YES'), ('youtube_channel_id', 'text', 'YES'))
select column_name, data_type, is_nullable
from information_schema.columns
where table_schema = 'public' and table_name = 'videos' and column_name in ('source_type', 'youtube_video_id', 'youtube_channel_id');

-- check: storage_path may be missing
-- expect: true
select not attnotnull as optional
from pg_attribute
where attrelid = 'public.videos'::regclass and attname = 'storage_path';

-- check: source_type is youtube or upload
-- until: 20250112000002_add_whop_video_columns
-- expect: 1 row
-- expect: every row convalidated and definition like '%youtube%' and definition like '%upload%' and definition not like '%mux%'
select convalidated, pg_get_constraintdef(oid) as definition
from pg_constraint
where conrelid = 'public.videos'::regclass and conname = 'videos_source_type_check';

-- check: what each source needs is checked
-- expect: 1 row
-- expect: every row convalidated and definition like '%youtube_video_id IS NOT NULL%' and definition like '%storage_path IS NOT NULL%'
select convalidated, pg_get_constraintdef(oid) as definition
from pg_constraint
where conrelid = 'public.videos'::regclass and conname = 'videos_source_validation_check';

-- check: 4 indexes, one of them unique
-- expect: 4 rows
-- expect: every row indisvalid and indisunique = (index_name = 'idx_videos_creator_youtube_video')
select c.relname as index_name, i.indisvalid, i.indisunique
from pg_index i
join pg_class c on c.oid = i.indexrelid
where i.indrelid = 'public.videos'::regclass
  and c.relname in (
    'idx_videos_source_type', 'idx_videos_youtube_video_id', 'idx_videos_youtube_channel_id', 'idx_videos_creator_youtube_video'
  );

-- test: a YouTube video needs no file
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: affected 1
\ir ../fixtures/academy.sql
insert into public.videos (creator_id, title, source_type, youtube_video_id)
values ('ca000000-0000-4000-8000-000000000001', 'Rainbows', 'youtube', 'dQw4w9WgXcQ');

-- test: a YouTube video needs its id there
-- expect: error 23514
\ir ../fixtures/academy.sql
reset role;
insert into public.videos (creator_id, title, source_type, storage_path)
values ('ca000000-0000-4000-8000-000000000001', 'Rainbows', 'youtube', 'ada/rainbows.mp4');

-- test: an upload needs its file
-- expect: error 23514
\ir ../fixtures/academy.sql
reset role;
insert into public.videos (creator_id, title, youtube_video_id)
values ('ca000000-0000-4000-8000-000000000001', 'Rainbows', 'dQw4w9WgXcQ');

-- test: a creator imports a video once
-- expect: error 23505
\ir ../fixtures/academy.sql
reset role;
insert into public.videos (creator_id, title, source_type, youtube_video_id)
values
  ('ca000000-0000-4000-8000-000000000002', 'Rainbows', 'youtube', 'dQw4w9WgXcQ'),
  ('ca000000-0000-4000-8000-000000000001', 'Rainbows', 'youtube', 'dQw4w9WgXcQ'),
  ('ca000000-0000-4000-8000-000000000001', 'Rainbows', 'youtube', 'dQw4w9WgXcQ');
