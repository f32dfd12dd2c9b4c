-- plumb: requires 20250101000002_create_core_tables
-- plumb: lock-timeout 5s
-- plumb: allow lock "some thousand messages, read in milliseconds"

-- What an answer of the tutor costs: how many tokens, of which model. Older messages keep null, for nobody counted them.
-- Taken back by revert/20250110000001_add_chat_analytics_columns.sql.

alter table public.chat_messages
  add column token_count integer constraint chat_messages_token_count_check check (token_count >= 0),
  add column model text constraint chat_messages_model_check check (char_length(model) between 1 and 100);

comment on column public.chat_messages.token_count is 'Tokens of the question and the answer together; null for what students write, and for older messages';
comment on column public.chat_messages.model is 'The model that answered';

create index idx_chat_messages_model_created on public.chat_messages (model, created_at) include (token_count)
  where model is not null;
