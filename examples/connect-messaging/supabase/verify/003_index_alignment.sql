-- check: idx_chat_messages_reply_to is there and valid
-- expect: 1 row
-- expect: every row indisvalid and column_name = 'reply_to'
-- hint: an index of this name with other columns was there before; drop it and run the migration again
select i.indisvalid, a.attname as column_name
from pg_index i
join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
where i.indexrelid = to_regclass('public.idx_chat_messages_reply_to') and i.indrelid = 'public.chat_messages'::regclass;
