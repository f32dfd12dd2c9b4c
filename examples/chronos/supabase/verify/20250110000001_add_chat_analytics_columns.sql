-- check: token_count and model are there, and may be unknown
-- expect: 2 rows
-- expect: every row (column_name, data_type, is_nullable) in (('token_count', 'integer', 'YES'), ('model', 'text', 'YES'))
select column_name, data_type, is_nullable
from information_schema.columns
where table_schema = 'public' and table_name = 'chat_messages' and column_name in ('token_count', 'model');

-- check: costs are added up from an index
-- expect: true
select indisvalid and indnkeyatts = 2 and indnatts = 3 as covering
from pg_index
where indexrelid = to_regclass('public.idx_chat_messages_model_created');

-- check: clients do not write them
-- expect: true
select
  not has_column_privilege('authenticated', 'public.chat_messages', 'token_count', 'insert, update') as token_count_is_safe,
  not has_column_privilege('authenticated', 'public.chat_messages', 'model', 'insert, update') as model_is_safe;

-- test: what models cost is added up
-- as: service_role
-- expect: 1 row
-- expect: every row model = 'tutor-of-the-test' and tokens = 300
\ir ../fixtures/academy.sql
set local role service_role;
insert into public.chat_messages (session_id, role, content, token_count, model)
values
  ('6c000000-0000-4000-8000-000000000003', 'assistant', 'Yes.', 100, 'tutor-of-the-test'),
  ('6c000000-0000-4000-8000-000000000003', 'assistant', 'No.', 200, 'tutor-of-the-test');
select model, sum(token_count) as tokens from public.chat_messages where model = 'tutor-of-the-test' group by model;

-- test: tokens are not negative
-- as: service_role
-- expect: error 23514
\ir ../fixtures/academy.sql
set local role service_role;
update public.chat_messages set token_count = -1;
