-- check: 183 messages, all with seq
-- until: 001_schema_alignment
-- expect: value 183 of 183
select format('%s of %s', count(seq), count(*)) from public.chat_messages;

-- check: a participant may still lack a chat or a user
-- until: 001_schema_alignment
-- expect: 2 rows
-- expect: every row not attnotnull
select attname, attnotnull
from pg_attribute
where attrelid = 'public.chat_participants'::regclass and attname in ('chat_id', 'user_id');

-- check: the index on sender_id is missing, the one on reply_to is there
-- until: 001_schema_alignment
-- expect: true
select
  to_regclass('public.idx_chat_messages_sender_id') is null as sender_id_missing,
  to_regclass('public.idx_chat_messages_reply_to') is not null as reply_to_there;

-- check: five functions, and mark_messages_as_read returns a count
-- expect: 5 rows
-- expect: every row proname <> 'mark_messages_as_read' or returns = 'integer'
select proname, format_type(prorettype, null) as returns
from pg_proc
where pronamespace = 'public'::regnamespace
  and proname in ('get_conversations', 'start_conversation', 'send_message', 'mark_messages_as_read', 'get_unread_count');
