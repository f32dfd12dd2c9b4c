-- Takes all of Chronos back, and with it every creator, student, video and chat. `plumb up --backup`, or pg_dump, keeps them.

drop table
  public.usage_metrics,
  public.video_analytics,
  public.chat_messages,
  public.chat_sessions,
  public.course_modules,
  public.courses,
  public.video_chunks,
  public.videos,
  public.students,
  public.creators;

drop function private.my_creators();
drop function private.my_videos();
drop function private.my_courses();
drop function private.my_modules();
drop function private.my_students();
drop function private.my_memberships();
drop function private.joined_creators();
drop function private.joined_videos();
drop function private.joined_modules();
drop function private.set_updated_at();
drop schema private;

-- check: the ten tables are removed
-- expect: no rows
select tablename
from pg_tables
where schemaname = 'public'
  and tablename in (
    'creators', 'students', 'videos', 'video_chunks', 'courses', 'course_modules',
    'chat_sessions', 'chat_messages', 'video_analytics', 'usage_metrics'
  );

-- check: their functions are removed with their schema
-- expect: true
select to_regnamespace('private') is null as removed;
