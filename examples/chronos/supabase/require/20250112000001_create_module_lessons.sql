-- check: modules and videos are there
-- expect: true
-- hint: apply 20250101000002_create_core_tables first
select
  to_regclass('public.course_modules') is not null as course_modules,
  to_regclass('public.videos') is not null as videos;

-- check: videos say where they come from
-- expect: 1 row
-- hint: apply 20250111000001_add_youtube_embedding_support first
select column_name
from information_schema.columns
where table_schema = 'public' and table_name = 'videos' and column_name = 'source_type';

-- check: every video that a module lists exists
-- optional
-- expect: no rows
-- hint: these become no lessons, for there is nothing to show; the array keeps them
select m.id as module_id, listed.video_id
from public.course_modules m
cross join unnest(m.video_ids) as listed (video_id)
where not exists (select from public.videos v where v.id = listed.video_id);
