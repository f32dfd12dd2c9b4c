-- check: user authentication is set up
-- expect: true
-- hint: auth.users, auth.uid() and the API roles come with the platform; on an embedded server write `profile: supabase` into plumb.yaml
select
  to_regclass('auth.users') is not null as users,
  to_regprocedure('auth.uid()') is not null as uid,
  to_regrole('authenticated') is not null as authenticated,
  to_regrole('service_role') is not null as service_role;
