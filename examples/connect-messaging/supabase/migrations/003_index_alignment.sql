-- plumb: only local, staging
-- plumb: lock-timeout 5s
-- plumb: allow lock "fewer than two hundred messages, indexed in milliseconds"

-- Step 4: an index for the answers to a message, as on production. No row is changed; run again, it has no effect.
-- Taken back by revert/003_index_alignment.sql.

begin;

create index if not exists idx_chat_messages_reply_to on public.chat_messages (reply_to) where reply_to is not null;

do $$
begin
  if to_regclass('public.idx_chat_messages_reply_to') is null then
    raise exception 'idx_chat_messages_reply_to is missing';
  end if;
  raise notice '✓ Added idx_chat_messages_reply_to index';

  if not exists (
    select from pg_index i
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where i.indexrelid = 'public.idx_chat_messages_reply_to'::regclass
      and i.indrelid = 'public.chat_messages'::regclass
      and i.indisvalid
      and a.attname = 'reply_to'
  ) then
    raise exception 'idx_chat_messages_reply_to is another index than it should be';
  end if;
  raise notice '✓ reply_to index verified';
end;
$$;

commit;
