-- Takes the alignment back by hand, on the environment that is named before:
--
--   Connect-Prod:     set connect.environment = 'production';
--   Connect-Staging:  set connect.environment = 'staging';
--
-- Without that nothing happens: once aligned, the two look the same, and what one gained the other had before. With Plumb, use
-- plumb down, which does the same and records it.
--
-- No row is changed; run again, it has no effect.

begin;

do $$
declare
  environment text := current_setting('connect.environment', true);
begin
  if coalesce(environment, '') not in ('production', 'staging', 'local') then
    raise exception 'nothing was rolled back: which environment is this?'
      using errcode = 'invalid_parameter_value', hint = 'Run before: SET connect.environment = ''production''; or staging, or local.';
  end if;

  if environment in ('staging', 'local') then
    drop index if exists public.idx_chat_messages_reply_to;
    raise notice '✓ Removed idx_chat_messages_reply_to index';

    drop function if exists public.get_unread_count(uuid);
    drop function if exists public.mark_messages_as_read(uuid);

create function public.mark_messages_as_read(p_chat_id uuid)
returns void
language sql
security definer
set search_path = ''
as $function$
  update public.chat_participants p
  set last_read_seq = c.last_seq, last_read_at = now()
  from public.chats c
  where c.id = p.chat_id and p.chat_id = p_chat_id and p.user_id = auth.uid();
$function$;

comment on function public.mark_messages_as_read(uuid) is 'Marks every message of a chat as read';

    revoke all on function public.mark_messages_as_read(uuid) from public, anon;
    raise notice '✓ Restored the former functions';
  end if;

  if environment in ('production', 'local') then
    alter table public.chat_participants
      alter column chat_id drop not null,
      alter column user_id drop not null;
    drop index if exists public.idx_chat_messages_sender_id;
    raise notice '✓ Removed NOT NULL constraints and idx_chat_messages_sender_id index';
  end if;
end;
$$;

commit;
