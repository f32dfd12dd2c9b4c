-- plumb: only local, staging
-- plumb: lock-timeout 5s

-- Step 3: mark_messages_as_read says how many messages it has marked, and get_unread_count is there, as on production. No row is
-- changed; run again, it has no effect.
--
-- Taken back by revert/002_function_updates_staging.sql.

begin;

-- The type that a function returns cannot be changed otherwise.
do $$
begin
  if exists (
    select from pg_proc
    where oid = to_regprocedure('public.mark_messages_as_read(uuid)') and prorettype <> 'integer'::regtype
  ) then
    drop function public.mark_messages_as_read(uuid);
  end if;
end;
$$;

create or replace function public.mark_messages_as_read(p_chat_id uuid)
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

create or replace function public.get_unread_count(p_chat_id uuid default null)
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

do $$
begin
  if (select prorettype from pg_proc where oid = to_regprocedure('public.mark_messages_as_read(uuid)')) is distinct from 'integer'::regtype then
    raise exception 'mark_messages_as_read does not return a count';
  end if;
  raise notice '✓ Updated mark_messages_as_read function';

  if to_regprocedure('public.get_unread_count(uuid)') is null then
    raise exception 'get_unread_count is missing';
  end if;
  raise notice '✓ Added get_unread_count function';

  if (
    select count(*)
    from pg_proc
    where pronamespace = 'public'::regnamespace
      and proname in ('get_conversations', 'start_conversation', 'send_message', 'mark_messages_as_read', 'get_unread_count')
  ) <> 5 then
    raise exception 'there are not exactly the five functions of messaging';
  end if;
  raise notice '✓ All functions verified';
end;
$$;

commit;
