-- check: video_chunks has embeddings of 1536 dimensions
-- expect: value vector(1536)
-- hint: apply 20250101000002_create_core_tables first
select replace(format_type(atttypid, atttypmod), 'extensions.', '') as type
from pg_attribute
where attrelid = to_regclass('public.video_chunks') and attname = 'embedding';
