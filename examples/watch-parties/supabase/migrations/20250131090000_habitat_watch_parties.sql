-- Watch parties: a habitat watches something together at a given time.
--
-- Who takes part is not known to the database yet; participant_count is a number that the server stores.

create table public.habitat_watch_parties (
  id                uuid primary key default gen_random_uuid(),
  habitat_id        uuid not null references public.habitats (id) on delete cascade,
  media_id          uuid references public.media_items (id) on delete set null,
  -- A party outlives the account of its creator.
  created_by        uuid references auth.users (id) on delete set null,
  title             text not null,
  description       text,
  status            text not null default 'scheduled',
  visibility        text not null default 'members',
  scheduled_at      timestamptz not null,
  started_at        timestamptz,
  ended_at          timestamptz,
  participant_count integer not null default 0,
  created_at        timestamptz not null default now(),
  constraint habitat_watch_parties_title_check check (char_length(title) between 1 and 200),
  constraint habitat_watch_parties_status_check check (status in ('scheduled', 'live', 'ended', 'cancelled')),
  constraint habitat_watch_parties_visibility_check check (visibility in ('members', 'moderators')),
  constraint habitat_watch_parties_times_check check (ended_at >= started_at),
  constraint habitat_watch_parties_participant_count_check check (participant_count >= 0)
);

comment on table public.habitat_watch_parties is 'A streaming session of a habitat';
comment on column public.habitat_watch_parties.visibility is 'Who of the habitat sees it';
comment on column public.habitat_watch_parties.participant_count is 'How many take part';

create index idx_habitat_watch_parties_habitat_scheduled on public.habitat_watch_parties (habitat_id, scheduled_at);
create index idx_habitat_watch_parties_media_id on public.habitat_watch_parties (media_id);
create index idx_habitat_watch_parties_created_by on public.habitat_watch_parties (created_by);
create index idx_habitat_watch_parties_upcoming on public.habitat_watch_parties (scheduled_at, id)
  where status in ('scheduled', 'live');

-- What clients read -------------------------------------------------------------------------------------------------

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

-- Access ------------------------------------------------------------------------------------------------------------

create function private.hosted_watch_parties()
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

revoke all on function private.hosted_watch_parties() from public;
grant execute on function private.hosted_watch_parties() to authenticated, service_role;

alter table public.habitat_watch_parties enable row level security;

create policy "View watch parties" on public.habitat_watch_parties
  for select to authenticated
  using (
    (
      habitat_id in (select private.my_habitats())
      and (visibility = 'members' or created_by = (select auth.uid()))
    )
    or habitat_id in (select private.my_habitats('{owner,moderator}'))
  );

create policy "Schedule watch parties" on public.habitat_watch_parties
  for insert to authenticated
  with check (created_by = (select auth.uid()) and habitat_id in (select private.my_habitats()));

-- The creator keeps this right, whoever comes to host.
create policy "Run watch parties" on public.habitat_watch_parties
  for update to authenticated
  using (
    (created_by = (select auth.uid()) and habitat_id in (select private.my_habitats()))
    or id in (select private.hosted_watch_parties())
    or habitat_id in (select private.my_habitats('{owner,moderator}'))
  )
  with check (habitat_id in (select private.my_habitats()));

create policy "Delete watch parties" on public.habitat_watch_parties
  for delete to authenticated
  using (
    (created_by = (select auth.uid()) and habitat_id in (select private.my_habitats()))
    or habitat_id in (select private.my_habitats('{owner,moderator}'))
  );

revoke all on public.habitat_watch_parties, public.streams_with_participants, public.upcoming_watch_parties
  from public, anon, authenticated, service_role;

grant select, insert, update, delete on public.habitat_watch_parties to service_role;
grant select on public.streams_with_participants, public.upcoming_watch_parties to authenticated, service_role;

-- No client writes participant_count, and none moves a party to another habitat.
grant select, delete on public.habitat_watch_parties to authenticated;
grant insert (id, habitat_id, media_id, created_by, title, description, visibility, scheduled_at)
  on public.habitat_watch_parties to authenticated;
grant update (media_id, title, description, status, visibility, scheduled_at, started_at, ended_at)
  on public.habitat_watch_parties to authenticated;
