-- check: chat_messages is there
-- expect: true
-- hint: apply 20250101000002_create_core_tables first
select to_regclass('public.chat_messages') is not null as chat_messages;

-- check: it has neither token_count nor model yet
-- expect: no rows
-- hint: somebody added them by hand; drop them, or record the migration: plumb adopt 20250110000001_add_chat_analytics_columns
select column_name, data_type
from information_schema.columns
where table_schema = 'public' and table_name = 'chat_messages' and column_name in ('token_count', 'model');
