-- Every lesson is lost. course_modules.video_ids is as it was before; lessons that were added since are not in it.

drop table public.module_lessons;

-- check: module_lessons is removed, with its indexes, trigger and policies
-- expect: no rows
select relname
from pg_class
where relnamespace = 'public'::regnamespace and relname like any ('{module\_lessons%,idx\_module\_lessons%}');
