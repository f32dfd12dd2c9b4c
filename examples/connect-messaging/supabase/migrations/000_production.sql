-- plumb: only production

-- Production as it is found: what every environment has, and what was added in its dashboard since, but never on staging.
--
-- Taken back by revert/000_production.sql.

\ir ../begin/messaging.sql
\ir ../begin/messages.sql

drop function public.mark_messages_as_read(uuid);

create function public.mark_messages_as_read(p_chat_id uuid)
returns integer
language sql
security definer
set search_path = ''
as $$
  with mark as (
    select p.id, p.last_read_seq, c.last_seq
    from public.chat_participants p
    join public.chats c on c.id = p.chat_id
    where p.chat_id = p_chat_id and p.user_id = auth.uid()
    for update of p
  ),
  moved as (
    update public.chat_participants p
    set last_read_seq = mark.last_seq, last_read_at = now()
    from mark
    where p.id = mark.id and mark.last_seq > mark.last_read_seq
  )
  select count(*)::integer
  from mark
  join public.chat_messages m on m.chat_id = p_chat_id and m.seq > mark.last_read_seq and m.seq <= mark.last_seq
  where m.sender_id is distinct from auth.uid();
$$;

comment on function public.mark_messages_as_read(uuid) is 'Marks every message of a chat as read and returns how many of others were not before';

create function public.get_unread_count(p_chat_id uuid default null)
returns integer
language sql
stable
set search_path = ''
as $$
  select count(*)::integer
  from public.chat_participants p
  join public.chat_messages m on m.chat_id = p.chat_id and m.seq > p.last_read_seq
  where p.user_id = auth.uid()
    and (p_chat_id is null or p.chat_id = p_chat_id)
    and m.sender_id is distinct from auth.uid();
$$;

comment on function public.get_unread_count(uuid) is 'How many messages of others the signed-in user has not read, in one chat or in all';

revoke all on function public.mark_messages_as_read(uuid), public.get_unread_count(uuid) from public, anon;

create index idx_chat_messages_reply_to on public.chat_messages (reply_to) where reply_to is not null;
