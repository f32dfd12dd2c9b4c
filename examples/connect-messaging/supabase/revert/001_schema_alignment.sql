-- As the documented rollback for production; no row is changed.

alter table public.chat_participants
  alter column chat_id drop not null,
  alter column user_id drop not null;

drop index public.idx_chat_messages_sender_id;

-- check: chat_participants takes NULL again, and the index is removed
-- expect: 2 rows
-- expect: every row not attnotnull and index_removed
select attname, attnotnull, to_regclass('public.idx_chat_messages_sender_id') is null as index_removed
from pg_attribute
where attrelid = 'public.chat_participants'::regclass and attname in ('chat_id', 'user_id');
