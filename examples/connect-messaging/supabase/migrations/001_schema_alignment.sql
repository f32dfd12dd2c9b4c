-- plumb: only local, production
-- plumb: lock-timeout 5s
-- plumb: allow lock "fewer than two hundred messages, indexed in milliseconds"

-- Step 1: no participant without a chat or a user, and an index for the messages of a sender. No row is changed; run again, it
-- has no effect.
-- Taken back by revert/001_schema_alignment.sql.

begin;

do $$
begin
  alter table public.chat_participants
    alter column chat_id set not null,
    alter column user_id set not null;
  raise notice '✓ Successfully added NOT NULL constraints';
end;
$$;

create index if not exists idx_chat_messages_sender_id on public.chat_messages (sender_id);

do $$
begin
  if to_regclass('public.idx_chat_messages_sender_id') is null then
    raise exception 'idx_chat_messages_sender_id is missing';
  end if;
  raise notice '✓ Added idx_chat_messages_sender_id index';

  if (
    select count(*)
    from pg_attribute
    where attrelid = 'public.chat_participants'::regclass and attname in ('chat_id', 'user_id') and attnotnull
  ) <> 2 then
    raise exception 'chat_participants still takes NULL';
  end if;
  raise notice '✓ NOT NULL constraints verified';

  if not exists (
    select from pg_index i
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where i.indexrelid = 'public.idx_chat_messages_sender_id'::regclass
      and i.indrelid = 'public.chat_messages'::regclass
      and i.indisvalid
      and a.attname = 'sender_id'
  ) then
    raise exception 'idx_chat_messages_sender_id is another index than it should be';
  end if;
  raise notice '✓ sender_id index verified';
end;
$$;

commit;
