-- check: pgvector is enabled
-- expect: 1 row
-- hint: apply 20250101000001_enable_pgvector first
select extversion from pg_extension where extname = 'vector' and extnamespace = 'extensions'::regnamespace;

-- check: user authentication is set up
-- expect: true
-- hint: auth.users, auth.uid() and the API roles come with the platform; on an embedded server write `profile: supabase` into plumb.yaml
select
  to_regclass('auth.users') is not null as users,
  to_regprocedure('auth.uid()') is not null as uid,
  to_regrole('anon') is not null as anon,
  to_regrole('authenticated') is not null as authenticated,
  to_regrole('service_role') is not null as service_role;

-- check: none of the ten tables is there yet
-- expect: no rows
-- hint: what is there was made by hand or by a run that broke off; if it is complete, record it: plumb adopt 20250101000002_create_core_tables
select tablename
from pg_tables
where schemaname = 'public'
  and tablename in (
    'creators', 'students', 'videos', 'video_chunks', 'courses', 'course_modules',
    'chat_sessions', 'chat_messages', 'video_analytics', 'usage_metrics'
  );
