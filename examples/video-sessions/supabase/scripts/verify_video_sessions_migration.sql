-- For pasting into a SQL editor after the hardening migration: queries a) to f), each to be run by itself, and last the decision
-- table filled in. The migration is applied only if a, b, c and e are PASS. (`plumb verify` prints the same table.)

-- a) Duplicates: PASS when no rows come back.
select session_id, user_id, count(*)
from public.video_session_participants
group by 1, 2
having count(*) > 1;

-- b) Index existence: PASS when 1 row comes back.
select indexname, indexdef
from pg_indexes
where schemaname = 'public'
  and tablename = 'video_session_participants'
  and indexname = 'uq_video_session_participants_session_user';

-- c) Provider constraint: PASS when 1 row comes back and its definition contains 'external'.
select conname, pg_get_constraintdef(oid)
from pg_constraint
where conrelid = 'public.video_sessions'::regclass
  and conname = 'video_sessions_provider_check';

-- d) Column existence (optional): PASS when 2 rows come back.
select column_name
from information_schema.columns
where table_schema = 'public'
  and table_name = 'video_session_participants'
  and column_name in ('role', 'created_at');

-- e) Provider distribution: PASS when every provider is zoom, meet, jitsi, manual or external.
select provider, count(*)
from public.video_sessions
group by 1
order by 2 desc;

-- f) Role distribution (optional): PASS when every role is host or participant.
select to_jsonb(p) ->> 'role' as role, count(*)
from public.video_session_participants p
group by 1;

-- The decision table.
with
constraint_c as (
  select pg_get_constraintdef(oid) as definition
  from pg_constraint
  where conrelid = 'public.video_sessions'::regclass and conname = 'video_sessions_provider_check'
),
finding ("check", criterion, required, found, passed) as (
  select 'a) no duplicate participants', 'no rows', true, count(*)::text, count(*) = 0
  from (
    select from public.video_session_participants group by session_id, user_id having count(*) > 1
  ) duplicate
  union all
  select 'b) unique index exists', '1 row', true, count(*)::text, count(*) = 1
  from pg_indexes
  where schemaname = 'public'
    and tablename = 'video_session_participants'
    and indexname = 'uq_video_session_participants_session_user'
  union all
  select 'c) provider CHECK includes external', '1 row with ''external''', true,
    coalesce(max(definition), '0'), count(*) = 1 and bool_and(definition like '%''external''%')
  from constraint_c
  union all
  select 'd) role and created_at exist', '2 rows', false, count(*)::text, count(*) = 2
  from information_schema.columns
  where table_schema = 'public'
    and table_name = 'video_session_participants'
    and column_name in ('role', 'created_at')
  union all
  select 'e) provider distribution valid', 'zoom, meet, jitsi, manual or external', true,
    coalesce(string_agg(format('%s: %s', provider, number), ', ' order by number desc), 'no sessions'),
    coalesce(bool_and(provider in ('zoom', 'meet', 'jitsi', 'manual', 'external')), true)
  from (select provider, count(*) as number from public.video_sessions group by provider) distribution
  union all
  select 'f) role distribution valid', 'host or participant', false,
    coalesce(string_agg(format('%s: %s', role, number), ', ' order by number desc), 'no participants'),
    coalesce(bool_and(role in ('host', 'participant')), true)
  from (
    -- Through jsonb, so that the table can be filled in while the column does not exist.
    select coalesce(to_jsonb(p) ->> 'role', 'none') as role, count(*) as number
    from public.video_session_participants p
    group by 1
  ) distribution
)
select
  "check",
  criterion,
  found,
  case when passed then 'PASS' when required then 'FAIL' else 'FAIL (optional)' end as result,
  case when bool_and(coalesce(passed, false) or not required) over () then 'applied' else 'not applied' end as migration
from finding
order by "check";
