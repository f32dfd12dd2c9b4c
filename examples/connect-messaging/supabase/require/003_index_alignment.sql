-- check: messages can answer one another
-- expect: 1 row
-- hint: apply the begin script of the environment first, such as 000_staging
select attname from pg_attribute where attrelid = to_regclass('public.chat_messages') and attname = 'reply_to';
