-- The hardening of video sessions as one file for a SQL editor: paste all of it and run it.
--
-- It is one transaction: it checks the prerequisites, migrates, and checks the result. Whatever fails, the database stays as
-- it was and the message says why; only when every required check passes is the change kept and the decision table shown.
-- It holds the statements of migrations/20250215_video_sessions_participants_and_external.sql as they are.

begin;

set local lock_timeout = '5s';

-- Before ------------------------------------------------------------------------------------------------------------

do $$
begin
  if to_regclass('public.video_session_participants') is null then
    raise exception 'not applied: video_session_participants exists is false'
      using hint = 'Run 20250215_video_sessions_zoom.sql first; it creates the table.';
  end if;

  if not exists (
    select from information_schema.columns
    where table_schema = 'public' and table_name = 'video_sessions' and column_name = 'provider'
  ) then
    raise exception 'not applied: video_sessions.provider exists is false'
      using hint = 'Run 20250215_video_sessions_zoom.sql first; it creates the column.';
  end if;
end;
$$;

-- Migration ---------------------------------------------------------------------------------------------------------

-- Nobody adds a duplicate between its removal and the unique index. The locks are taken once and at full strength, because
-- one that is strengthened later can deadlock with a session that has read the table and is about to write.
lock table public.video_sessions, public.video_session_participants in access exclusive mode;

-- One participant, one row ------------------------------------------------------------------------------------------

-- The earliest row stays; of two that came at the same moment, the one with the lower id.
delete from public.video_session_participants duplicate
using public.video_session_participants earlier
where earlier.session_id = duplicate.session_id
  and earlier.user_id = duplicate.user_id
  and (earlier.joined_at, earlier.id) < (duplicate.joined_at, duplicate.id);

create unique index if not exists uq_video_session_participants_session_user
  on public.video_session_participants (session_id, user_id);

-- External providers ------------------------------------------------------------------------------------------------

alter table public.video_sessions
  drop constraint if exists video_sessions_provider_check,
  add constraint video_sessions_provider_check check (provider in ('zoom', 'meet', 'jitsi', 'manual', 'external'));

comment on column public.video_sessions.provider is 'Who runs the meeting; manual means that the host pastes a link, external that another service supplies it';

-- Roles -------------------------------------------------------------------------------------------------------------

alter table public.video_session_participants
  add column if not exists role text,
  add column if not exists created_at timestamptz;

-- What is known of the rows that were there before: the session's host is a host, and a row is as old as its owner's arrival.
update public.video_session_participants p
set role = coalesce(p.role, case when p.user_id = s.host_id then 'host' else 'participant' end),
    created_at = coalesce(p.created_at, p.joined_at)
from public.video_sessions s
where s.id = p.session_id
  and (p.role is null or p.created_at is null);

alter table public.video_session_participants
  alter column role set default 'participant',
  alter column role set not null,
  alter column created_at set default now(),
  alter column created_at set not null,
  drop constraint if exists video_session_participants_role_check,
  add constraint video_session_participants_role_check check (role in ('host', 'participant'));

comment on column public.video_session_participants.role is 'As what the user takes part: host or participant';
comment on column public.video_session_participants.created_at is 'When the user was invited';

-- Hosts say as what somebody takes part. Nobody may update the column: who takes part does not promote themself.
grant insert (role) on public.video_session_participants to authenticated;

-- After -------------------------------------------------------------------------------------------------------------

do $$
declare
  offending text;
  definition text;
begin
  select string_agg(format('session %s, user %s', session_id, user_id), '; ') into offending
  from (
    select session_id, user_id
    from public.video_session_participants
    group by session_id, user_id
    having count(*) > 1
    order by session_id, user_id
    limit 20
  ) duplicate;
  if offending is not null then
    raise exception 'not applied: a) no duplicate participants is FAIL'
      using detail = offending, hint = 'Fix the data, then run this file again.';
  end if;

  if not exists (
    select from pg_index
    where indexrelid = to_regclass('public.uq_video_session_participants_session_user')
      and indrelid = 'public.video_session_participants'::regclass
      and indisunique and indisvalid
      and pg_get_indexdef(indexrelid) like '%(session_id, user_id)'
  ) then
    raise exception 'not applied: b) unique index exists is FAIL'
      using hint = 'An index of that name is there but is not this one: drop it, then run this file again.';
  end if;

  select pg_get_constraintdef(oid) into definition
  from pg_constraint
  where conrelid = 'public.video_sessions'::regclass and conname = 'video_sessions_provider_check';
  if definition is null or definition not like '%''external''%' then
    raise exception 'not applied: c) provider CHECK includes external is FAIL'
      using detail = coalesce(definition, '0 rows'), hint = 'Another provider constraint may exist; drop it first.';
  end if;

  select string_agg(distinct provider, ', ') into offending
  from public.video_sessions
  where provider not in ('zoom', 'meet', 'jitsi', 'manual', 'external');
  if offending is not null then
    raise exception 'not applied: e) provider distribution valid is FAIL'
      using detail = offending, hint = 'Correct these providers, then run this file again.';
  end if;
end;
$$;

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

commit;
