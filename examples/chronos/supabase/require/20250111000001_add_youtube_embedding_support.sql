-- check: videos are there, with storage_path
-- expect: 1 row
-- hint: apply 20250101000002_create_core_tables first
select column_name
from information_schema.columns
where table_schema = 'public' and table_name = 'videos' and column_name = 'storage_path';

-- check: they have no source yet
-- expect: no rows
-- hint: somebody added the columns by hand; drop them, or record the migration: plumb adopt 20250111000001_add_youtube_embedding_support
select column_name, data_type
from information_schema.columns
where table_schema = 'public' and table_name = 'videos' and column_name in ('source_type', 'youtube_video_id', 'youtube_channel_id');
