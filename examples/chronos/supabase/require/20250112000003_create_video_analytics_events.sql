-- check: what events point to is there
-- expect: true
-- hint: apply 20250101000002_create_core_tables first
select
  to_regclass('public.videos') is not null as videos,
  to_regclass('public.creators') is not null as creators,
  to_regclass('public.students') is not null as students,
  to_regclass('public.courses') is not null as courses,
  to_regclass('public.course_modules') is not null as course_modules;

-- check: videos say whose player shows them
-- expect: 1 row
-- hint: apply 20250112000002_add_whop_video_columns first
select column_name
from information_schema.columns
where table_schema = 'public' and table_name = 'videos' and column_name = 'embed_type';
