-- check: messaging is there
-- expect: true
-- hint: apply the begin script of the environment first, such as 000_production
select
  to_regclass('public.chat_participants') is not null as chat_participants,
  to_regclass('public.chat_messages') is not null as chat_messages;

-- check: every participant has a chat and a user
-- expect: no rows
-- hint: delete these rows, or give them the chat and the user that they belong to: NOT NULL cannot be added before
select id, chat_id, user_id, joined_at
from public.chat_participants
where chat_id is null or user_id is null
order by joined_at, id;

-- check: every message has its seq
-- expect: no rows
-- hint: they were written while the trigger chat_messages_number was switched off; give them the next numbers of their chats, and chats.last_seq the last of them
select id, chat_id, created_at
from public.chat_messages
where seq is null
order by created_at, id;
