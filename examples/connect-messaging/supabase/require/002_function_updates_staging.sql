-- check: messaging is there, with the function that is updated
-- expect: true
-- hint: apply the begin script of the environment first, such as 000_staging
select
  to_regclass('public.chat_messages') is not null as chat_messages,
  to_regprocedure('public.mark_messages_as_read(uuid)') is not null as mark_messages_as_read;

-- check: every message has its seq
-- expect: no rows
-- hint: they were written while the trigger chat_messages_number was switched off; give them the next numbers of their chats, and chats.last_seq the last of them
select id, chat_id, created_at
from public.chat_messages
where seq is null
order by created_at, id;
