-- Steps 2 and 5: whether the environment is aligned. It only reads; every line must say PASS. Plumb judges the same by
-- verify/004_validation.sql, and tries out what users can do.

select
  line.what as "check",
  line.expected,
  line.found,
  case when line.passes then '✓ PASS' else '✗ FAIL' end as status
from (
  select 1 as place, 'Total messages' as what, '183' as expected, count(*)::text as found, count(*) >= 183 as passes
  from public.chat_messages
  union all
  select 2, 'Messages with seq', count(*)::text, count(seq)::text, count(*) = count(seq)
  from public.chat_messages
  union all
  select 3, 'Chats with gaps or doubles in seq', '0', count(*)::text, count(*) = 0
  from (
    select c.id
    from public.chats c
    left join public.chat_messages m on m.chat_id = c.id
    group by c.id
    having count(m.seq) <> c.last_seq or coalesce(max(m.seq), 0) <> c.last_seq
  ) as broken
  union all
  select 4, 'NOT NULL in chat_participants', 'chat_id, user_id', coalesce(string_agg(attname, ', ' order by attname), ''), count(*) = 2
  from pg_attribute
  where attrelid = 'public.chat_participants'::regclass and attname in ('chat_id', 'user_id') and attnotnull
  union all
  select 5, 'Functions', '5', count(*)::text, count(*) = 5
  from pg_proc
  where oid in (
    to_regprocedure('public.get_conversations()'),
    to_regprocedure('public.start_conversation(uuid[], text)'),
    to_regprocedure('public.send_message(uuid, text, uuid)'),
    to_regprocedure('public.mark_messages_as_read(uuid)'),
    to_regprocedure('public.get_unread_count(uuid)')
  )
  union all
  select 6, 'mark_messages_as_read returns', 'integer', coalesce(max(format_type(prorettype, null)), 'nothing'), coalesce(max(format_type(prorettype, null)) = 'integer', false)
  from pg_proc
  where oid = to_regprocedure('public.mark_messages_as_read(uuid)')
  union all
  select 7, 'Valid indexes on sender_id and reply_to', '2', count(*)::text, count(*) = 2
  from pg_index
  where indexrelid in (to_regclass('public.idx_chat_messages_sender_id'), to_regclass('public.idx_chat_messages_reply_to')) and indisvalid
  union all
  select 8, 'Tables that realtime publishes', 'chat_messages, chat_participants', coalesce(string_agg(tablename, ', ' order by tablename), ''), count(*) = 2
  from pg_publication_tables
  where pubname = 'supabase_realtime' and schemaname = 'public' and tablename in ('chat_messages', 'chat_participants')
) as line
order by line.place;
