-- check: video_watch_sessions has its thirteen columns
-- expect: no rows
-- hint: a column is missing, unknown or of another type; compare with the migration
with expected (column_name, data_type, is_nullable) as (
  values
    ('id', 'uuid', 'NO'),
    ('video_id', 'uuid', 'NO'),
    ('student_id', 'uuid', 'NO'),
    ('session_start', 'timestamp with time zone', 'NO'),
    ('session_end', 'timestamp with time zone', 'YES'),
    ('watch_time_seconds', 'integer', 'NO'),
    ('percent_complete', 'numeric', 'NO'),
    ('completed', 'boolean', 'NO'),
    ('device_type', 'text', 'YES'),
    ('referrer_type', 'text', 'YES'),
    ('metadata', 'jsonb', 'NO'),
    ('created_at', 'timestamp with time zone', 'NO'),
    ('updated_at', 'timestamp with time zone', 'NO')
),
actual as (
  select column_name::text, data_type::text, is_nullable::text
  from information_schema.columns
  where table_schema = 'public' and table_name = 'video_watch_sessions'
)
(select 'missing' as fault, e.* from expected e except select 'missing', a.* from actual a)
union all
(select 'unexpected', a.* from actual a except select 'unexpected', e.* from expected e);

-- check: 6 indexes, all valid
-- expect: 6 rows
-- expect: every row indisvalid and (index_name, columns) in (('idx_video_watch_sessions_video_id', '{video_id}'), ('idx_video_watch_sessions_student_id', '{student_id}'), ('idx_video_watch_sessions_completed', '{video_id,student_id}'), ('idx_video_watch_sessions_student_video', '{student_id,video_id,session_start}'), ('idx_video_watch_sessions_start', '{session_start}'), ('idx_video_watch_sessions_active', '{student_id,video_id}'))
-- hint: an index that is not valid was interrupted while it was built; drop it and run the migration again
select
  c.relname as index_name,
  i.indisvalid,
  (
    select array_agg(a.attname::text order by k.position)
    from unnest(i.indkey::smallint[]) with ordinality as k (attnum, position)
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
  ) as columns
from pg_index i
join pg_class c on c.oid = i.indexrelid
where i.indrelid = 'public.video_watch_sessions'::regclass and not i.indisprimary;

-- check: active sessions and completed ones have an index of their own
-- expect: 2 rows
-- expect: every row (index_name, predicate) in (('idx_video_watch_sessions_completed', 'completed'), ('idx_video_watch_sessions_active', '(session_end IS NULL)'))
select c.relname as index_name, pg_get_expr(i.indpred, i.indrelid) as predicate
from pg_index i
join pg_class c on c.oid = i.indexrelid
where i.indrelid = 'public.video_watch_sessions'::regclass and i.indpred is not null;

-- check: 2 cascading keys and 6 CHECK constraints are in force
-- expect: value 2 keys, 6 checks
select format('%s keys, %s checks', count(*) filter (where contype = 'f' and confdeltype = 'c'), count(*) filter (where contype = 'c'))
from pg_constraint
where conrelid = 'public.video_watch_sessions'::regclass and convalidated;

-- check: 2 triggers
-- expect: 2 rows
-- expect: every row enabled and (tgname, function) in (('video_watch_sessions_set_completed', 'set_watch_session_completed'), ('video_watch_sessions_set_updated_at', 'set_updated_at'))
select t.tgname, f.proname as function, t.tgenabled = 'O' as enabled
from pg_trigger t
join pg_proc f on f.oid = t.tgfoid
where t.tgrelid = 'public.video_watch_sessions'::regclass and not t.tgisinternal;

-- check: 3 helper functions, with the rights of whoever asks
-- expect: 3 rows
-- expect: every row not prosecdef and provolatile = 's' and for_clients and not for_strangers and (proname, returns) in (('get_student_total_watch_time', 'bigint'), ('get_student_highest_completion', 'numeric'), ('has_student_completed_video', 'boolean'))
select
  p.proname,
  p.prosecdef,
  p.provolatile,
  format_type(p.prorettype, null) as returns,
  has_function_privilege('authenticated', p.oid, 'execute') as for_clients,
  has_function_privilege('anon', p.oid, 'execute') as for_strangers
from pg_proc p
where p.pronamespace = 'public'::regnamespace
  and p.proname in ('get_student_total_watch_time', 'get_student_highest_completion', 'has_student_completed_video');

-- check: 4 policies, none of them for deleting, and row level security is on
-- expect: 4 rows
-- expect: every row enabled and roles = '{authenticated}' and cmd in ('SELECT', 'INSERT', 'UPDATE')
select p.policyname, p.cmd, p.roles, c.relrowsecurity as enabled
from pg_policies p
join pg_class c on c.oid = 'public.video_watch_sessions'::regclass
where p.schemaname = 'public' and p.tablename = 'video_watch_sessions';

-- check: nobody may delete a session, and no student says that a video is completed
-- expect: 3 rows
-- expect: every row not may_delete and not may_empty and (rolname = 'service_role' or not says_completed)
select
  rolname,
  has_table_privilege(oid, 'public.video_watch_sessions', 'delete') as may_delete,
  has_table_privilege(oid, 'public.video_watch_sessions', 'truncate') as may_empty,
  has_column_privilege(oid, 'public.video_watch_sessions', 'completed', 'insert, update') as says_completed
from pg_roles
where rolname in ('anon', 'authenticated', 'service_role');

-- Data --------------------------------------------------------------------------------------------------------------

-- check: every session that reached 90 percent is completed
-- expect: no rows
-- hint: the trigger was switched off for a while; to mend it, UPDATE public.video_watch_sessions SET percent_complete = percent_complete WHERE percent_complete >= 90
select id, percent_complete
from public.video_watch_sessions
where percent_complete >= 90 and not completed;

-- check: every session is with a video of the student's creator
-- expect: no rows
-- hint: it was written past row level security, and counts for nobody
select w.id, v.creator_id as video_of, s.creator_id as student_of
from public.video_watch_sessions w
join public.videos v on v.id = w.video_id
join public.students s on s.id = w.student_id
where v.creator_id <> s.creator_id;

-- check: active sessions are recent
-- optional
-- expect: no rows
-- hint: the player did not say goodbye; they count as long as they lasted
select id, session_start
from public.video_watch_sessions
where session_end is null and session_start < now() - interval '1 day';

-- Tests -------------------------------------------------------------------------------------------------------------

-- test: the documented test queries
-- expect: 1 row
-- expect: every row get_student_total_watch_time >= 1800
\ir ../fixtures/academy.sql
reset role;
insert into video_watch_sessions (video_id, student_id, watch_time_seconds, percent_complete)
values (
  (select id from videos limit 1),
  (select id from students limit 1),
  1800,
  95
);
select id, completed from video_watch_sessions where percent_complete >= 90;
select get_student_total_watch_time(
  (select id from students limit 1),
  (select id from videos limit 1)
);

-- test: completed is set at 90 percent, not before
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: 4 rows
-- expect: every row completed = (percent_complete >= 90)
\ir ../fixtures/academy.sql
insert into public.video_watch_sessions (video_id, student_id, percent_complete)
values
  ('1a000000-0000-4000-8000-000000000001', '5c000000-0000-4000-8000-000000000003', 0),
  ('1a000000-0000-4000-8000-000000000001', '5c000000-0000-4000-8000-000000000003', 89.99),
  ('1a000000-0000-4000-8000-000000000001', '5c000000-0000-4000-8000-000000000003', 90),
  ('1a000000-0000-4000-8000-000000000001', '5c000000-0000-4000-8000-000000000003', 100);
select percent_complete, completed from public.video_watch_sessions;

-- test: a session is completed on the way, and stays so when the student goes back
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: 1 row
-- expect: every row completed and percent_complete = 10
\ir ../fixtures/academy.sql
insert into public.video_watch_sessions (video_id, student_id)
values ('1a000000-0000-4000-8000-000000000001', '5c000000-0000-4000-8000-000000000003');
update public.video_watch_sessions set percent_complete = 92;
update public.video_watch_sessions set percent_complete = 10;
select percent_complete, completed from public.video_watch_sessions;

-- test: nobody takes completed back, not even the server
-- as: service_role
-- expect: true
\ir ../fixtures/academy.sql
set local role service_role;
insert into public.video_watch_sessions (video_id, student_id, percent_complete, completed)
values ('1a000000-0000-4000-8000-000000000001', '5c000000-0000-4000-8000-000000000003', 90, false);
update public.video_watch_sessions set completed = false where student_id = '5c000000-0000-4000-8000-000000000003';
select completed from public.video_watch_sessions where student_id = '5c000000-0000-4000-8000-000000000003';

-- test: a student does not say that a video is completed
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: error 42501
\ir ../fixtures/academy.sql
insert into public.video_watch_sessions (video_id, student_id, completed)
values ('1a000000-0000-4000-8000-000000000001', '5c000000-0000-4000-8000-000000000003', true);

-- test: a student begins no session as somebody else
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: error 42501
\ir ../fixtures/academy.sql
insert into public.video_watch_sessions (video_id, student_id)
values ('1a000000-0000-4000-8000-000000000001', '5e000000-0000-4000-8000-000000000005');

-- test: nor with a video of a creator whom they have not joined
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: error 42501
\ir ../fixtures/academy.sql
insert into public.video_watch_sessions (video_id, student_id)
values ('1b000000-0000-4000-8000-000000000001', '5c000000-0000-4000-8000-000000000003');

-- test: nor, having joined both creators, with the video of one as a student of the other
-- as: authenticated {"sub": "e0000000-0000-4000-8000-000000000005"}
-- expect: error 42501
\ir ../fixtures/academy.sql
insert into public.video_watch_sessions (video_id, student_id)
values ('1b000000-0000-4000-8000-000000000001', '5e000000-0000-4000-8000-000000000005');

-- test: nor with a video that is not completed
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: error 42501
\ir ../fixtures/academy.sql
insert into public.video_watch_sessions (video_id, student_id)
values ('1a000000-0000-4000-8000-000000000004', '5c000000-0000-4000-8000-000000000003');

-- test: nor with one that Mux cannot play yet
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: error 42501
\ir ../fixtures/academy.sql
reset role;
update public.videos set source_type = 'mux', mux_asset_id = 'asset_1' where id = '1a000000-0000-4000-8000-000000000001';
set local role authenticated;
insert into public.video_watch_sessions (video_id, student_id)
values ('1a000000-0000-4000-8000-000000000001', '5c000000-0000-4000-8000-000000000003');

-- test: nor without paying
-- as: authenticated {"sub": "f0000000-0000-4000-8000-000000000006"}
-- expect: error 42501
\ir ../fixtures/academy.sql
insert into public.video_watch_sessions (video_id, student_id)
values ('1a000000-0000-4000-8000-000000000001', '5f000000-0000-4000-8000-000000000007');

-- test: a student moves no session to another student
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: error 42501
\ir ../fixtures/academy.sql
update public.video_watch_sessions set student_id = '5e000000-0000-4000-8000-000000000005';

-- test: students see and change their own sessions only
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: affected 1
\ir ../fixtures/academy.sql
reset role;
insert into public.video_watch_sessions (video_id, student_id)
values
  ('1a000000-0000-4000-8000-000000000001', '5c000000-0000-4000-8000-000000000003'),
  ('1a000000-0000-4000-8000-000000000001', '5e000000-0000-4000-8000-000000000005');
set local role authenticated;
update public.video_watch_sessions set watch_time_seconds = 60, session_end = now();

-- test: creators see sessions of their own videos only, and change none
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: value 1
\ir ../fixtures/academy.sql
reset role;
insert into public.video_watch_sessions (video_id, student_id)
values
  ('1a000000-0000-4000-8000-000000000001', '5e000000-0000-4000-8000-000000000005'),
  ('1b000000-0000-4000-8000-000000000001', '5e000000-0000-4000-8000-000000000006');
set local role authenticated;
update public.video_watch_sessions set watch_time_seconds = 60;
select count(*) from public.video_watch_sessions where watch_time_seconds = 0;

-- test: a student deletes no session
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: error 42501
delete from public.video_watch_sessions;

-- test: nor does a creator
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: error 42501
delete from public.video_watch_sessions;

-- test: nor does the server
-- as: service_role
-- expect: error 42501
delete from public.video_watch_sessions;

-- test: updated_at is the time of the change
-- expect: true
\ir ../fixtures/academy.sql
reset role;
insert into public.video_watch_sessions (video_id, student_id, updated_at)
values ('1a000000-0000-4000-8000-000000000001', '5c000000-0000-4000-8000-000000000003', '2001-01-01');
update public.video_watch_sessions set watch_time_seconds = 5 where student_id = '5c000000-0000-4000-8000-000000000003';
select updated_at = now() as kept from public.video_watch_sessions where student_id = '5c000000-0000-4000-8000-000000000003';

-- test: the helper functions answer for a student, from their own sessions
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: 2 rows
-- expect: every row (title, watched, highest, completed) in (('Light', 150, 95.5, true), ('Lenses', 0, 0, false))
\ir ../fixtures/academy.sql
insert into public.video_watch_sessions (video_id, student_id, watch_time_seconds, percent_complete)
values
  ('1a000000-0000-4000-8000-000000000001', '5c000000-0000-4000-8000-000000000003', 100, 95.5),
  ('1a000000-0000-4000-8000-000000000001', '5c000000-0000-4000-8000-000000000003', 50, 20);
select
  v.title,
  public.get_student_total_watch_time('5c000000-0000-4000-8000-000000000003', v.id) as watched,
  public.get_student_highest_completion('5c000000-0000-4000-8000-000000000003', v.id) as highest,
  public.has_student_completed_video('5c000000-0000-4000-8000-000000000003', v.id) as completed
from public.videos v
where v.title in ('Light', 'Lenses');

-- test: they tell nobody about another student
-- as: authenticated {"sub": "d0000000-0000-4000-8000-000000000004"}
-- expect: true
\ir ../fixtures/academy.sql
reset role;
insert into public.video_watch_sessions (video_id, student_id, watch_time_seconds, percent_complete)
values ('1a000000-0000-4000-8000-000000000001', '5c000000-0000-4000-8000-000000000003', 100, 95.5);
set local role authenticated;
select
  public.get_student_total_watch_time('5c000000-0000-4000-8000-000000000003', '1a000000-0000-4000-8000-000000000001') = 0 as no_time,
  public.get_student_highest_completion('5c000000-0000-4000-8000-000000000003', '1a000000-0000-4000-8000-000000000001') = 0 as no_progress,
  not public.has_student_completed_video('5c000000-0000-4000-8000-000000000003', '1a000000-0000-4000-8000-000000000001') as not_completed;
