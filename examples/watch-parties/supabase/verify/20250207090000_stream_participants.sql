-- Structure ---------------------------------------------------------------------------------------------------------

-- check: stream_participants has its seven columns
-- expect: no rows
-- hint: a column is missing, unknown or of another type; compare with the migration
with expected (column_name, data_type, is_nullable, column_default) as (
  values
    ('id', 'uuid', 'NO', 'gen_random_uuid()'),
    ('stream_id', 'uuid', 'NO', null),
    ('user_id', 'uuid', 'NO', null),
    ('joined_at', 'timestamp with time zone', 'YES', 'now()'),
    ('is_host', 'boolean', 'YES', 'false'),
    ('reminder_enabled', 'boolean', 'YES', 'false'),
    ('created_at', 'timestamp with time zone', 'YES', 'now()')
),
actual as (
  select column_name::text, data_type::text, is_nullable::text, column_default::text
  from information_schema.columns
  where table_schema = 'public' and table_name = 'stream_participants'
)
(select 'missing' as fault, e.* from expected e except select 'missing', a.* from actual a)
union all
(select 'unexpected', a.* from actual a except select 'unexpected', e.* from expected e);

-- check: keys are in force, and both foreign keys cascade
-- expect: no rows
with expected (conname, definition) as (
  values
    ('stream_participants_pkey', 'PRIMARY KEY (id)'),
    ('unique_stream_participant', 'UNIQUE (stream_id, user_id)'),
    ('stream_participants_stream_id_fkey', 'FOREIGN KEY (stream_id) REFERENCES public.habitat_watch_parties(id) ON DELETE CASCADE'),
    ('stream_participants_user_id_fkey', 'FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE')
),
actual as (
  select
    conname::text,
    -- The server leaves out the schema of what stands on the search path.
    replace(pg_get_constraintdef(oid), 'REFERENCES habitat_watch_parties', 'REFERENCES public.habitat_watch_parties') as definition
  from pg_constraint
  where conrelid = 'public.stream_participants'::regclass and convalidated
)
(select 'missing' as fault, e.* from expected e except select 'missing', a.* from actual a)
union all
(select 'unexpected', a.* from actual a except select 'unexpected', e.* from expected e);

-- Inventory ---------------------------------------------------------------------------------------------------------

-- check: 5 indexes
-- expect: 5 rows
-- expect: every row indisvalid and indexname in ('idx_stream_participants_stream_id', 'idx_stream_participants_user_id', 'idx_stream_participants_is_host', 'idx_stream_participants_stream_user', 'idx_stream_participants_joined_at')
-- hint: an index that is not valid was interrupted while it was built; drop it and run the migration again
select c.relname as indexname, i.indisvalid, pg_get_indexdef(i.indexrelid) as indexdef
from pg_index i
join pg_class c on c.oid = i.indexrelid
where i.indrelid = 'public.stream_participants'::regclass
  -- The indexes behind the primary key and the unique constraint belong to those.
  and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.conrelid = i.indrelid);

-- check: a second host is impossible
-- expect: true
select indisunique and pg_get_expr(indpred, indrelid) = 'is_host' as unique_where_is_host
from pg_index
where indexrelid = 'public.idx_stream_participants_is_host'::regclass;

-- check: 5 policies, and row level security is on
-- expect: 5 rows
-- expect: every row enabled and roles = '{authenticated}' and (policyname, cmd) in (('View participants', 'SELECT'), ('Join streams', 'INSERT'), ('Update participation', 'UPDATE'), ('Leave streams', 'DELETE'), ('Host management', 'ALL'))
select p.policyname, p.cmd, p.roles, c.relrowsecurity as enabled
from pg_policies p
join pg_class c on c.oid = 'public.stream_participants'::regclass
where p.schemaname = 'public' and p.tablename = 'stream_participants';

-- check: 4 triggers
-- expect: 4 rows
-- expect: every row enabled and (tgname, function) in (('stream_participants_assign_host', 'assign_first_stream_host'), ('stream_participants_transfer_host', 'transfer_stream_host'), ('stream_participants_joined', 'settle_stream_participants'), ('stream_participants_left', 'settle_stream_participants'))
-- hint: a trigger that was switched off comes back with ALTER TABLE public.stream_participants ENABLE TRIGGER ALL
select t.tgname, f.proname as function, t.tgenabled = 'O' as enabled
from pg_trigger t
join pg_proc f on f.oid = t.tgfoid
where t.tgrelid = 'public.stream_participants'::regclass and not t.tgisinternal;

-- check: 3 trigger functions, which no client can call and no search path can mislead
-- expect: 3 rows
-- expect: every row proname in ('assign_first_stream_host', 'transfer_stream_host', 'settle_stream_participants')
-- expect: every row proconfig = '{"search_path=\"\""}' and not has_function_privilege('authenticated', oid, 'execute')
-- expect: every row prosecdef = (proname <> 'transfer_stream_host')
select f.oid, f.proname, f.prosecdef, f.proconfig
from pg_proc f
where f.oid in (select t.tgfoid from pg_trigger t where t.tgrelid = 'public.stream_participants'::regclass and not t.tgisinternal);

-- check: 2 updated views, which apply the reader's policies
-- expect: 2 rows
-- expect: every row reloptions @> '{security_invoker=true}' and has_participant_column
select
  c.relname,
  c.reloptions,
  exists (
    select from pg_attribute a where a.attrelid = c.oid and a.attname = 'is_user_participant' and not a.attisdropped
  ) as has_participant_column
from pg_class c
where c.oid in ('public.streams_with_participants'::regclass, 'public.upcoming_watch_parties'::regclass);

-- check: 1 helper function
-- expect: 1 row
-- expect: every row arguments = 'p_stream_id uuid, p_limit integer DEFAULT 50, p_offset integer DEFAULT 0' and not prosecdef
select proname, pg_get_function_arguments(oid) as arguments, prosecdef
from pg_proc
where pronamespace = 'public'::regnamespace and proname = 'get_stream_participants';

-- check: clients write neither counts nor hosts on joining, and strangers nothing at all
-- expect: true
select
  not has_column_privilege('authenticated', 'public.habitat_watch_parties', 'participant_count', 'insert, update') as count_is_safe,
  not has_column_privilege('authenticated', 'public.stream_participants', 'is_host', 'insert') as host_is_assigned,
  not has_column_privilege('authenticated', 'public.stream_participants', 'joined_at', 'insert, update') as turn_is_safe,
  not has_any_column_privilege('anon', 'public.stream_participants', 'select, insert, update') as anon_has_nothing,
  not has_table_privilege('service_role', 'public.stream_participants', 'truncate') as triggers_see_every_delete;

-- Data --------------------------------------------------------------------------------------------------------------

-- check: every stored participant count is the number of participants
-- expect: no rows
select p.id, p.participant_count as stored_count, count(sp.id) as actual_count
from public.habitat_watch_parties p
left join public.stream_participants sp on sp.stream_id = p.id
group by p.id, p.participant_count
having p.participant_count <> count(sp.id);

-- check: a stream with participants has exactly one host
-- expect: no rows
select stream_id, count(*) filter (where is_host) as host_count
from public.stream_participants
group by stream_id
having count(*) filter (where is_host) <> 1;

-- Tests -------------------------------------------------------------------------------------------------------------
-- They write, so they run on a throwaway database, each is rolled back, and this part is not for pasting. The people in
-- them are those of film_club.sql: Ada hosts, Bo and Cy take part, Dee only belongs to the habitat, Eve does not.

-- test: the first participant becomes host, and is told so at once
-- as: authenticated {"sub": "d0000000-0000-4000-8000-000000000004"}
-- expect: true
\ir ../fixtures/film_club.sql
insert into public.stream_participants (stream_id, user_id)
values ('f0000000-0000-4000-8000-000000000002', auth.uid())
returning is_host;

-- test: the second participant does not
-- as: authenticated {"sub": "d0000000-0000-4000-8000-000000000004"}
-- expect: value f
\ir ../fixtures/film_club.sql
insert into public.stream_participants (stream_id, user_id)
values ('f0000000-0000-4000-8000-000000000001', auth.uid())
returning is_host;

-- test: of many who come in one statement, exactly one is host
-- expect: true
\ir ../fixtures/film_club.sql
reset role;
insert into public.stream_participants (stream_id, user_id)
select 'f0000000-0000-4000-8000-000000000002', m.user_id
from public.habitat_members m
where m.habitat_id = '10000000-0000-4000-8000-000000000001';
select count(*) = 4 as four_participants, count(*) filter (where is_host) = 1 as one_host
from public.stream_participants
where stream_id = 'f0000000-0000-4000-8000-000000000002';

-- test: the next oldest follows a host who leaves
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: value b0000000-0000-4000-8000-000000000002
\ir ../fixtures/film_club.sql
delete from public.stream_participants
where stream_id = 'f0000000-0000-4000-8000-000000000001' and user_id = auth.uid();
select user_id from public.stream_participants
where stream_id = 'f0000000-0000-4000-8000-000000000001' and is_host;

-- test: a stream that all have left goes on without a host
-- expect: true
\ir ../fixtures/film_club.sql
reset role;
delete from public.stream_participants where stream_id = 'f0000000-0000-4000-8000-000000000001';
select
  p.participant_count = 0 as counts_none,
  not exists (select from public.stream_participants sp where sp.stream_id = p.id) as has_no_host,
  p.status = 'scheduled' as goes_on
from public.habitat_watch_parties p
where p.id = 'f0000000-0000-4000-8000-000000000001';

-- test: participant_count follows joins and leaves
-- as: authenticated {"sub": "d0000000-0000-4000-8000-000000000004"}
-- expect: value 4
\ir ../fixtures/film_club.sql
insert into public.stream_participants (stream_id, user_id)
values
  ('f0000000-0000-4000-8000-000000000001', auth.uid()),
  ('f0000000-0000-4000-8000-000000000002', auth.uid());
delete from public.stream_participants
where stream_id = 'f0000000-0000-4000-8000-000000000002' and user_id = auth.uid();
select sum(participant_count) from public.habitat_watch_parties;

-- test: a wrong count that the server stores is put right by the next join
-- as: authenticated {"sub": "d0000000-0000-4000-8000-000000000004"}
-- expect: value 4
\ir ../fixtures/film_club.sql
reset role;
update public.habitat_watch_parties set participant_count = 17;
set local role authenticated;
insert into public.stream_participants (stream_id, user_id)
values ('f0000000-0000-4000-8000-000000000001', auth.uid());
select participant_count from public.habitat_watch_parties where id = 'f0000000-0000-4000-8000-000000000001';

-- test: no client writes a participant count
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: error 42501
\ir ../fixtures/film_club.sql
update public.habitat_watch_parties set participant_count = 17 where id = 'f0000000-0000-4000-8000-000000000001';

-- test: nobody is moved to another party, not even by the server
-- expect: error 23001
\ir ../fixtures/film_club.sql
reset role;
update public.stream_participants set stream_id = 'f0000000-0000-4000-8000-000000000002'
where user_id = 'b0000000-0000-4000-8000-000000000002';

-- test: members see who takes part
-- as: authenticated {"sub": "d0000000-0000-4000-8000-000000000004"}
-- expect: 3 rows
\ir ../fixtures/film_club.sql
select user_id from public.stream_participants;

-- test: an outsider sees nothing
-- as: authenticated {"sub": "e0000000-0000-4000-8000-000000000005"}
-- expect: true
\ir ../fixtures/film_club.sql
select
  not exists (select from public.stream_participants) as no_participants,
  not exists (select from public.habitat_watch_parties) as no_parties,
  not exists (select from public.streams_with_participants) as no_streams,
  not exists (select from public.upcoming_watch_parties) as no_upcoming,
  not exists (select from public.get_stream_participants('f0000000-0000-4000-8000-000000000001')) as no_page;

-- test: an outsider cannot join
-- as: authenticated {"sub": "e0000000-0000-4000-8000-000000000005"}
-- expect: error 42501
\ir ../fixtures/film_club.sql
insert into public.stream_participants (stream_id, user_id)
values ('f0000000-0000-4000-8000-000000000001', auth.uid());

-- test: an outsider changes nothing
-- as: authenticated {"sub": "e0000000-0000-4000-8000-000000000005"}
-- expect: affected 0
\ir ../fixtures/film_club.sql
update public.stream_participants set reminder_enabled = true;

-- test: an outsider removes nobody
-- as: authenticated {"sub": "e0000000-0000-4000-8000-000000000005"}
-- expect: affected 0
\ir ../fixtures/film_club.sql
delete from public.stream_participants;

-- test: who is not signed in is refused
-- as: anon
-- expect: error 42501
select count(*) from public.stream_participants;

-- test: a member joins as nobody else
-- as: authenticated {"sub": "b0000000-0000-4000-8000-000000000002"}
-- expect: error 42501
\ir ../fixtures/film_club.sql
insert into public.stream_participants (stream_id, user_id)
values ('f0000000-0000-4000-8000-000000000001', 'd0000000-0000-4000-8000-000000000004');

-- test: even a host brings in nobody else
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: error 42501
\ir ../fixtures/film_club.sql
insert into public.stream_participants (stream_id, user_id)
values ('f0000000-0000-4000-8000-000000000001', 'd0000000-0000-4000-8000-000000000004');

-- test: nobody joins twice
-- as: authenticated {"sub": "b0000000-0000-4000-8000-000000000002"}
-- expect: error 23505
\ir ../fixtures/film_club.sql
insert into public.stream_participants (stream_id, user_id)
values ('f0000000-0000-4000-8000-000000000001', auth.uid());

-- test: nobody joins as host
-- as: authenticated {"sub": "d0000000-0000-4000-8000-000000000004"}
-- expect: error 42501
\ir ../fixtures/film_club.sql
insert into public.stream_participants (stream_id, user_id, is_host)
values ('f0000000-0000-4000-8000-000000000001', auth.uid(), true);

-- test: no participant takes the host role
-- as: authenticated {"sub": "b0000000-0000-4000-8000-000000000002"}
-- expect: error 42501
\ir ../fixtures/film_club.sql
update public.stream_participants set is_host = true where user_id = auth.uid();

-- test: nor by joining once more and changing the row on conflict
-- as: authenticated {"sub": "b0000000-0000-4000-8000-000000000002"}
-- expect: error 42501
\ir ../fixtures/film_club.sql
insert into public.stream_participants (stream_id, user_id)
values ('f0000000-0000-4000-8000-000000000001', auth.uid())
on conflict (stream_id, user_id) do update set is_host = true;

-- test: a participant changes their own settings only
-- as: authenticated {"sub": "b0000000-0000-4000-8000-000000000002"}
-- expect: affected 1
\ir ../fixtures/film_club.sql
update public.stream_participants set reminder_enabled = true;

-- test: a participant removes only themself
-- as: authenticated {"sub": "b0000000-0000-4000-8000-000000000002"}
-- expect: affected 1
\ir ../fixtures/film_club.sql
delete from public.stream_participants;

-- test: a host removes another participant
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: affected 1
\ir ../fixtures/film_club.sql
delete from public.stream_participants
where stream_id = 'f0000000-0000-4000-8000-000000000001' and user_id = 'c0000000-0000-4000-8000-000000000003';

-- test: a host hands the role over, and is host no longer
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: value c0000000-0000-4000-8000-000000000003
\ir ../fixtures/film_club.sql
update public.stream_participants set is_host = true
where stream_id = 'f0000000-0000-4000-8000-000000000001' and user_id = 'c0000000-0000-4000-8000-000000000003';
select user_id from public.stream_participants
where stream_id = 'f0000000-0000-4000-8000-000000000001' and is_host;

-- test: a host does not lay the role down
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: error 23001
\ir ../fixtures/film_club.sql
update public.stream_participants set is_host = false where user_id = auth.uid();

-- test: a host makes nobody host of another party
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: affected 0
\ir ../fixtures/film_club.sql
reset role;
insert into public.stream_participants (stream_id, user_id)
values
  ('f0000000-0000-4000-8000-000000000002', 'b0000000-0000-4000-8000-000000000002'),
  ('f0000000-0000-4000-8000-000000000002', 'c0000000-0000-4000-8000-000000000003');
set local role authenticated;
update public.stream_participants set is_host = true
where stream_id = 'f0000000-0000-4000-8000-000000000002' and user_id = 'c0000000-0000-4000-8000-000000000003';

-- test: a host who no longer belongs to the habitat sees and manages nobody, and can only leave
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: affected 1
\ir ../fixtures/film_club.sql
reset role;
delete from public.habitat_members where user_id = 'a0000000-0000-4000-8000-000000000001';
set local role authenticated;
do $$
begin
  if exists (select from public.stream_participants) then
    raise exception 'a stranger sees participants';
  end if;
end;
$$;
delete from public.stream_participants;

-- test: an account that is deleted leaves counts and hosts right
-- expect: true
\ir ../fixtures/film_club.sql
reset role;
delete from auth.users
where id in ('a0000000-0000-4000-8000-000000000001', 'b0000000-0000-4000-8000-000000000002');
select
  p.participant_count = 1 as counts_the_one_who_stays,
  (select sp.is_host from public.stream_participants sp where sp.stream_id = p.id and sp.user_id = 'c0000000-0000-4000-8000-000000000003') as who_is_host
from public.habitat_watch_parties p
where p.id = 'f0000000-0000-4000-8000-000000000001';

-- test: a party that is deleted takes its participants along
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: value 0
\ir ../fixtures/film_club.sql
delete from public.habitat_watch_parties where id = 'f0000000-0000-4000-8000-000000000001';
reset role;
select count(*) from public.stream_participants where stream_id = 'f0000000-0000-4000-8000-000000000001';

-- test: get_stream_participants gives pages in the order of joining
-- as: authenticated {"sub": "b0000000-0000-4000-8000-000000000002"}
-- expect: value Cy
\ir ../fixtures/film_club.sql
select display_name
from public.get_stream_participants('f0000000-0000-4000-8000-000000000001', p_limit => 1, p_offset => 2);

-- test: get_stream_participants tells the host and the reader
-- as: authenticated {"sub": "b0000000-0000-4000-8000-000000000002"}
-- expect: 3 rows
-- expect: every row is_host = (display_name = 'Ada') and is_current_user = (display_name = 'Bo')
\ir ../fixtures/film_club.sql
select * from public.get_stream_participants('f0000000-0000-4000-8000-000000000001');

-- test: streams_with_participants tells the reader's own part
-- as: authenticated {"sub": "b0000000-0000-4000-8000-000000000002"}
-- expect: 1 row
-- expect: every row title = 'Metropolis' and participant_count = 3 and host_name = 'Ada' and not is_user_host
\ir ../fixtures/film_club.sql
select * from public.streams_with_participants where is_user_participant = true;

-- test: upcoming_watch_parties gives pages of what is still to come
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: 1 row
-- expect: every row title = 'Playtime' and participant_count = 0 and host_name is null and not is_user_participant
\ir ../fixtures/film_club.sql
select * from public.upcoming_watch_parties order by scheduled_at, id limit 1 offset 1;

-- test: each index serves the query that it is for
-- expect: 5 rows
-- expect: every row plan like '%' || index || '%'
\ir ../fixtures/film_club.sql
reset role;
insert into auth.users (id, email)
select md5(format('guest %s', n))::uuid, format('guest-%s@film-club.test', n)
from generate_series(1, 200) n;
insert into public.habitat_watch_parties (id, habitat_id, title, scheduled_at)
select md5(format('matinee %s', n))::uuid, '10000000-0000-4000-8000-000000000001', format('Matinee %s', n), now() + n * interval '1 day'
from generate_series(1, 40) n;
-- What the triggers would do, row by row, is tested above.
alter table public.stream_participants disable trigger user;
insert into public.stream_participants (stream_id, user_id, is_host)
select md5(format('matinee %s', party))::uuid, md5(format('guest %s', guest))::uuid, guest = 2 - party % 2
from generate_series(1, 40) party
cross join generate_series(1, 200) guest
where (party + guest) % 2 = 0;
analyze public.stream_participants;
create temporary table plan_of (index text, query text, plan text) on commit drop;
insert into plan_of (index, query)
values
  ('idx_stream_participants_stream_id', 'select count(*) from public.stream_participants where stream_id = $1'),
  ('idx_stream_participants_user_id', 'select stream_id from public.stream_participants where user_id = $2'),
  ('idx_stream_participants_is_host', 'select user_id from public.stream_participants where stream_id = $1 and is_host'),
  ('idx_stream_participants_stream_user', 'select is_host, reminder_enabled from public.stream_participants where stream_id = $1 and user_id = $2'),
  ('idx_stream_participants_joined_at', 'select user_id from public.stream_participants where stream_id = $1 order by joined_at, id limit 20');
do $$
declare
  one record;
  line text;
begin
  for one in select index, query from plan_of loop
    for line in
      execute 'explain (costs off) ' || replace(replace(one.query,
        '$1', quote_literal(md5('matinee 7')::uuid)),
        '$2', quote_literal(md5('guest 7')::uuid))
    loop
      update plan_of set plan = concat_ws('; ', plan, trim(line)) where plan_of.index = one.index;
    end loop;
  end loop;
end;
$$;
select index, plan from plan_of;
