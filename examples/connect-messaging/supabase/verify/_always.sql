-- Health checks of the whole database: read-only, at any time, on any environment, however far it has come.

-- check: in every chat seq counts 1, 2, 3 without gaps
-- expect: no rows
-- hint: rows were written or deleted past the trigger chat_messages_number
select c.id, c.last_seq, count(m.seq) as numbered, max(m.seq) as highest
from public.chats c
left join public.chat_messages m on m.chat_id = c.id
group by c.id
having count(m.id) <> c.last_seq or count(m.seq) <> c.last_seq or coalesce(max(m.seq), 0) <> c.last_seq;

-- check: nobody has read further than the last message
-- expect: no rows
-- hint: those people count new messages as read; set last_read_seq to the chat's last_seq
select p.id, p.chat_id, p.last_read_seq, c.last_seq
from public.chat_participants p
join public.chats c on c.id = p.chat_id
where p.last_read_seq > c.last_seq;

-- check: no table is open
-- expect: no rows
-- hint: ALTER TABLE … ENABLE ROW LEVEL SECURITY; without it every client reads and writes what its role has rights on
select relname
from pg_class
where relnamespace = 'public'::regnamespace
  and relkind in ('r', 'p')
  and not relrowsecurity
  and (
    has_any_column_privilege('authenticated', oid, 'select, insert, update')
    or has_any_column_privilege('anon', oid, 'select, insert, update')
  );

-- check: no index is invalid
-- expect: no rows
-- hint: it was interrupted while it was built; run REINDEX INDEX CONCURRENTLY on it
select indexrelid::regclass as index_name
from pg_index
join pg_class on pg_class.oid = indexrelid
where relnamespace = 'public'::regnamespace and not indisvalid;
