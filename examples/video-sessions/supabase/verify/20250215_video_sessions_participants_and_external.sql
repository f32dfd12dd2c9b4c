-- The decision table. The migration is applied only when a, b, c and e pass; d and f are reported.

-- check: a) no duplicate participants
-- expect: no rows
-- hint: the rows are the offending duplicates; fix the data, then run the migration again
select session_id, user_id, count(*)
from public.video_session_participants
group by 1, 2
having count(*) > 1
union all
-- While nothing keeps duplicates out, that there are none yet says little.
select null, null, null
where to_regclass('public.uq_video_session_participants_session_user') is null;

-- check: b) unique index exists
-- expect: 1 row
-- expect: every row indexdef like 'CREATE UNIQUE INDEX %(session_id, user_id)' and indisvalid
-- hint: duplicates keep it from being built: look at the rows of check a, fix the data, then run the migration again
select x.indexname, x.indexdef, i.indisvalid
from pg_indexes x
join pg_index i on i.indexrelid = to_regclass(format('%I.%I', x.schemaname, x.indexname))
where x.schemaname = 'public'
  and x.tablename = 'video_session_participants'
  and x.indexname = 'uq_video_session_participants_session_user';

-- check: c) provider CHECK includes external
-- expect: 1 row
-- expect: every row pg_get_constraintdef like '%''external''%' and convalidated
-- hint: another provider constraint may exist; drop it first, or adjust the migration
select conname, pg_get_constraintdef(oid), convalidated
from pg_constraint
where conrelid = 'public.video_sessions'::regclass
  and conname = 'video_sessions_provider_check';

-- check: d) role and created_at exist
-- optional
-- expect: 2 rows
select column_name
from information_schema.columns
where table_schema = 'public'
  and table_name = 'video_session_participants'
  and column_name in ('role', 'created_at');

-- check: e) provider distribution valid
-- expect: at least 5 rows
-- expect: every row known
-- hint: a provider outside the set is unknown; correct it, or add it to video_sessions_provider_check
select
  p.provider,
  (select count(*) from public.video_sessions s where s.provider = p.provider) as sessions,
  exists (
    select from pg_constraint c
    where c.conrelid = 'public.video_sessions'::regclass
      and c.conname = 'video_sessions_provider_check'
      and pg_get_constraintdef(c.oid) like '%''' || p.provider || '''%'
  ) as known
from (
  select unnest(array['zoom', 'meet', 'jitsi', 'manual', 'external']) as provider
  union
  select provider from public.video_sessions
) as p
order by 2 desc, 1;

-- check: f) role distribution valid
-- optional
-- expect: every row role in ('host', 'participant')
select role, count(*)
from public.video_session_participants
group by 1;

-- Tests -------------------------------------------------------------------------------------------------------------
-- They write, so they run on a throwaway database, each is rolled back, and this part is not for pasting. The people in
-- them are those of book_circle.sql: Hana hosts a session, Per takes part, Ola does not.

-- test: nobody is invited twice
-- as: authenticated {"sub": "aaaa0000-0000-4000-8000-000000000001"}
-- expect: error 23505
\ir ../fixtures/book_circle.sql
insert into public.video_session_participants (session_id, user_id)
values ('5e550000-0000-4000-8000-000000000001', 'bbbb0000-0000-4000-8000-000000000002');

-- test: an external provider is accepted
-- as: authenticated {"sub": "aaaa0000-0000-4000-8000-000000000001"}
-- expect: affected 1
\ir ../fixtures/book_circle.sql
update public.video_sessions set provider = 'external', join_url = 'https://meet.example.org/book-circle';

-- test: an unknown provider is refused still
-- as: authenticated {"sub": "aaaa0000-0000-4000-8000-000000000001"}
-- expect: error 23514
\ir ../fixtures/book_circle.sql
update public.video_sessions set provider = 'external', join_url = 'https://meet.example.org/book-circle';
update public.video_sessions set provider = 'teams';

-- test: a host invites another host
-- as: authenticated {"sub": "aaaa0000-0000-4000-8000-000000000001"}
-- expect: value host
\ir ../fixtures/book_circle.sql
insert into public.video_session_participants (session_id, user_id, role)
values ('5e550000-0000-4000-8000-000000000001', 'cccc0000-0000-4000-8000-000000000003', 'host')
returning role;

-- test: who is invited without a role is a participant
-- as: authenticated {"sub": "aaaa0000-0000-4000-8000-000000000001"}
-- expect: value participant
\ir ../fixtures/book_circle.sql
insert into public.video_session_participants (session_id, user_id)
values ('5e550000-0000-4000-8000-000000000001', 'cccc0000-0000-4000-8000-000000000003')
returning role;

-- test: an unknown role is refused
-- as: authenticated {"sub": "aaaa0000-0000-4000-8000-000000000001"}
-- expect: error 23514
\ir ../fixtures/book_circle.sql
insert into public.video_session_participants (session_id, user_id, role)
values ('5e550000-0000-4000-8000-000000000001', 'cccc0000-0000-4000-8000-000000000003', 'guest');

-- test: no participant promotes themself
-- as: authenticated {"sub": "bbbb0000-0000-4000-8000-000000000002"}
-- expect: error 42501
\ir ../fixtures/book_circle.sql
update public.video_session_participants set role = 'host' where user_id = auth.uid();
