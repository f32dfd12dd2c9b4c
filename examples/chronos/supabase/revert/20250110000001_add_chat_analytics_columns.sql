-- The numbers of tokens and the names of models are lost.

drop index public.idx_chat_messages_model_created;

alter table public.chat_messages
  drop column token_count,
  drop column model;

-- check: token_count and model are removed
-- expect: no rows
select column_name
from information_schema.columns
where table_schema = 'public' and table_name = 'chat_messages' and column_name in ('token_count', 'model');
