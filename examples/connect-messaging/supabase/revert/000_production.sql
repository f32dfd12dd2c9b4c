-- Every chat and message is lost, and the eight accounts that came with them.

drop function public.get_unread_count(uuid);
\ir ../begin/taken_back.sql

-- check: messaging is removed
-- expect: true
select
  to_regclass('public.chats') is null as chats_removed,
  to_regclass('public.chat_participants') is null as participants_removed,
  to_regclass('public.chat_messages') is null as messages_removed,
  to_regnamespace('private') is null as functions_removed;
