drop function public.search_video_chunks(extensions.vector, double precision, integer, uuid, uuid[]);
drop index public.idx_video_chunks_embedding;

-- check: search and its index are removed
-- expect: true
select
  to_regclass('public.idx_video_chunks_embedding') is null as index_removed,
  not exists (select from pg_proc where proname = 'search_video_chunks' and pronamespace = 'public'::regnamespace) as function_removed;
