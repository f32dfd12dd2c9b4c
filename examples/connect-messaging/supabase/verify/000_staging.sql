-- check: 183 messages, all with seq
-- until: 002_function_updates_staging
-- expect: value 183 of 183
select format('%s of %s', count(seq), count(*)) from public.chat_messages;

-- check: every participant has a chat and a user
-- expect: 2 rows
-- expect: every row attnotnull
select attname, attnotnull
from pg_attribute
where attrelid = 'public.chat_participants'::regclass and attname in ('chat_id', 'user_id');

-- check: the index on reply_to is missing, the one on sender_id is there
-- until: 003_index_alignment
-- expect: true
select
  to_regclass('public.idx_chat_messages_sender_id') is not null as sender_id_there,
  to_regclass('public.idx_chat_messages_reply_to') is null as reply_to_missing;

-- check: four functions, and mark_messages_as_read returns nothing
-- until: 002_function_updates_staging
-- expect: 4 rows
-- expect: every row proname <> 'mark_messages_as_read' or returns = 'void'
select proname, format_type(prorettype, null) as returns
from pg_proc
where pronamespace = 'public'::regnamespace
  and proname in ('get_conversations', 'start_conversation', 'send_message', 'mark_messages_as_read', 'get_unread_count');
