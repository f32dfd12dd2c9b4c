-- check: chat_id and user_id of chat_participants are NOT NULL
-- expect: 2 rows
-- expect: every row attnotnull
select attname, attnotnull
from pg_attribute
where attrelid = 'public.chat_participants'::regclass and attname in ('chat_id', 'user_id');

-- check: idx_chat_messages_sender_id is there and valid
-- expect: 1 row
-- expect: every row indisvalid and column_name = 'sender_id'
-- hint: an index of this name with other columns was there before; drop it and run the migration again
select i.indisvalid, a.attname as column_name
from pg_index i
join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
where i.indexrelid = to_regclass('public.idx_chat_messages_sender_id') and i.indrelid = 'public.chat_messages'::regclass;

-- test: nobody takes part in no chat
-- expect: error 23502
insert into public.chat_participants (user_id) select id from auth.users limit 1;

-- test: nobody takes part as nobody
-- expect: error 23502
insert into public.chat_participants (chat_id) select id from public.chats limit 1;
