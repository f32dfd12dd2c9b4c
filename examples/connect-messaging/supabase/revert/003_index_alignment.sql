drop index public.idx_chat_messages_reply_to;

-- check: the index is removed
-- expect: true
select to_regclass('public.idx_chat_messages_reply_to') is null as removed;
