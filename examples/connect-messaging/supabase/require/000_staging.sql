-- check: user authentication and realtime are set up
-- expect: true
-- hint: auth.users, auth.uid(), the API roles and the publication come with the platform; on an embedded server write `profile: supabase` into plumb.yaml
select
  to_regclass('auth.users') is not null as users,
  to_regprocedure('auth.uid()') is not null as uid,
  to_regrole('authenticated') is not null as authenticated,
  exists (select from pg_publication where pubname = 'supabase_realtime') as realtime;

-- check: messaging is not there yet
-- expect: no rows
-- hint: this script makes a stand-in from nothing; a database that has messaging already records it instead: plumb adopt
select tablename from pg_tables where schemaname = 'public' and tablename in ('chats', 'chat_participants', 'chat_messages');
