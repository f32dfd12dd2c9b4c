-- mark_messages_as_read returns nothing again. What was read stays read.

drop function public.get_unread_count(uuid);
drop function public.mark_messages_as_read(uuid);

create function public.mark_messages_as_read(p_chat_id uuid)
returns void
language sql
security definer
set search_path = ''
as $$
  update public.chat_participants p
  set last_read_seq = c.last_seq, last_read_at = now()
  from public.chats c
  where c.id = p.chat_id and p.chat_id = p_chat_id and p.user_id = auth.uid();
$$;

comment on function public.mark_messages_as_read(uuid) is 'Marks every message of a chat as read';

revoke all on function public.mark_messages_as_read(uuid) from public, anon;

-- check: mark_messages_as_read returns nothing, and get_unread_count is removed
-- expect: 1 row
-- expect: every row returns = 'void' and proname = 'mark_messages_as_read'
select proname, format_type(prorettype, null) as returns
from pg_proc
where pronamespace = 'public'::regnamespace and proname in ('mark_messages_as_read', 'get_unread_count');
