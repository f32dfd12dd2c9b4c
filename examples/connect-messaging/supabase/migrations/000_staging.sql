-- plumb: only staging

-- Staging as it is found: what every environment has, and what was added in its dashboard since, but never on production.
--
-- Taken back by revert/000_staging.sql.

\ir ../begin/messaging.sql
\ir ../begin/messages.sql

alter table public.chat_participants
  alter column chat_id set not null,
  alter column user_id set not null;

create index idx_chat_messages_sender_id on public.chat_messages (sender_id);
