-- check: the ten tables are there
-- expect: 10 rows
-- hint: apply 20250101000002_create_core_tables first
select tablename
from pg_tables
where schemaname = 'public'
  and tablename in (
    'creators', 'students', 'videos', 'video_chunks', 'courses', 'course_modules',
    'chat_sessions', 'chat_messages', 'video_analytics', 'usage_metrics'
  );

-- check: the functions that policies ask are there
-- expect: true
-- hint: apply 20250101000002_create_core_tables first
select
  to_regprocedure('private.my_creators()') is not null as my_creators,
  to_regprocedure('private.my_memberships()') is not null as my_memberships,
  to_regprocedure('private.joined_creators()') is not null as joined_creators;

-- check: no policy of another origin opens one of the tables
-- expect: no rows
-- hint: policies add up, so one that was made by hand may let more through; drop it, or move it into a migration
select tablename, policyname
from pg_policies
where schemaname = 'public'
  and tablename in (
    'creators', 'students', 'videos', 'video_chunks', 'courses', 'course_modules',
    'chat_sessions', 'chat_messages', 'video_analytics', 'usage_metrics'
  );
