-- Takes the participants back: the former schema returns exactly, the two views with their grants and comments included.
--
-- Who took part, who hosted and who wanted a reminder is gone afterwards, and so are the counts; plumb up --backup, or
-- pg_dump --table=public.stream_participants, keeps them.

drop view public.upcoming_watch_parties;
drop view public.streams_with_participants;

drop policy "Host management" on public.stream_participants;
drop function public.get_stream_participants(uuid, integer, integer);
drop table public.stream_participants;

drop function public.assign_first_stream_host();
drop function public.transfer_stream_host();
drop function public.settle_stream_participants();

-- A party is run by its creator again.
create or replace function private.hosted_watch_parties()
returns setof uuid
language sql
stable
security definer
set search_path = ''
as $$
  select p.id
  from public.habitat_watch_parties p
  where p.created_by = auth.uid()
    and p.habitat_id in (select private.my_habitats());
$$;

comment on function private.hosted_watch_parties() is 'The watch parties that the signed-in user runs: those of their own making';

-- Nobody takes part any more, so nobody is counted.
update public.habitat_watch_parties set participant_count = 0 where participant_count <> 0;

comment on column public.habitat_watch_parties.participant_count is 'How many take part';

create view public.streams_with_participants
with (security_invoker = true)
as
select
  p.id,
  p.habitat_id,
  h.name as habitat_name,
  p.media_id,
  media.title as media_title,
  p.title,
  p.status,
  p.visibility,
  p.scheduled_at,
  p.started_at,
  p.ended_at,
  p.created_by,
  creator.display_name as creator_name,
  p.participant_count
from public.habitat_watch_parties p
join public.habitats h on h.id = p.habitat_id
left join public.media_items media on media.id = p.media_id
left join public.profiles creator on creator.id = p.created_by;

comment on view public.streams_with_participants is 'Every watch party that the reader may see, with the number of its participants';

create view public.upcoming_watch_parties
with (security_invoker = true)
as
select
  p.id,
  p.habitat_id,
  h.name as habitat_name,
  p.media_id,
  media.title as media_title,
  media.runtime_minutes,
  p.title,
  p.description,
  p.status,
  p.scheduled_at,
  p.created_by,
  creator.display_name as creator_name,
  p.participant_count
from public.habitat_watch_parties p
join public.habitats h on h.id = p.habitat_id
left join public.media_items media on media.id = p.media_id
left join public.profiles creator on creator.id = p.created_by
where p.status = 'live'
   or (p.status = 'scheduled' and p.scheduled_at > now());

comment on view public.upcoming_watch_parties is 'Watch parties that are on or still to come';

revoke all on public.streams_with_participants, public.upcoming_watch_parties
  from public, anon, authenticated, service_role;

grant select on public.streams_with_participants, public.upcoming_watch_parties to authenticated, service_role;

-- check: the table is removed, and with it everything that belonged to it
-- expect: true
select
  to_regclass('public.stream_participants') is null as table_removed,
  to_regprocedure('public.get_stream_participants(uuid, integer, integer)') is null as helper_removed,
  not exists (
    select from pg_proc
    where proname in ('assign_first_stream_host', 'transfer_stream_host', 'settle_stream_participants')
  ) as trigger_functions_removed;

-- check: both views are back in their former shape
-- expect: 2 rows
-- expect: every row not has_participant_column and reloptions = '{security_invoker=true}' and readable
select
  c.relname,
  c.reloptions,
  exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'is_user_participant') as has_participant_column,
  has_table_privilege('authenticated', c.oid, 'select') as readable
from pg_class c
where c.oid in (to_regclass('public.streams_with_participants'), to_regclass('public.upcoming_watch_parties'));

-- check: a party is run by its creator
-- expect: true
select prosrc like '%created_by = auth.uid()%' as by_creator
from pg_proc
where oid = to_regprocedure('private.hosted_watch_parties()');

-- check: no count is left over
-- expect: no rows
select id, participant_count from public.habitat_watch_parties where participant_count <> 0;
