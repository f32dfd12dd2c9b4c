-- check: mark_messages_as_read returns a count
-- expect: value integer
select format_type(prorettype, null) from pg_proc where oid = to_regprocedure('public.mark_messages_as_read(uuid)');

-- check: get_unread_count is there
-- expect: 1 row
select proname from pg_proc where oid = to_regprocedure('public.get_unread_count(uuid)');

-- check: five functions, for those who are signed in
-- expect: 5 rows
-- expect: every row for_users and not for_strangers
select
  proname,
  has_function_privilege('authenticated', oid, 'execute') as for_users,
  has_function_privilege('anon', oid, 'execute') as for_strangers
from pg_proc
where pronamespace = 'public'::regnamespace
  and proname in ('get_conversations', 'start_conversation', 'send_message', 'mark_messages_as_read', 'get_unread_count');
