-- plumb: requires 20250131090000_habitat_watch_parties
-- plumb: lock-timeout 5s
-- plumb: allow data-loss "participant_count is counted from here on; the number that was stored before is replaced"
-- plumb: allow lock "some hundred parties, whose counts are set in milliseconds"

-- Stream participants: who takes part in a watch party, who of them is its host, and who wants a reminder.
-- What holds at every commit, whoever writes and however many at once:
--   * participant_count of a party is the number of its rows here;
--   * a party never has two hosts, and it has one as long as somebody stays;
--   * the first participant is the host; when the host goes, the one who has been there longest follows.
--
-- Locks are taken in one order, first the participant's row and then the party's, because a DELETE has to: its row is locked
-- before any trigger runs. Whatever would go the other way does not wait: it looks for another row, or gives up.

-- The table ---------------------------------------------------------------------------------------------------------

create table public.stream_participants (
  id               uuid primary key default gen_random_uuid(),
  stream_id        uuid not null references public.habitat_watch_parties (id) on delete cascade,
  user_id          uuid not null references auth.users (id) on delete cascade,
  joined_at        timestamp with time zone default now(),
  is_host          boolean default false,
  reminder_enabled boolean default false,
  created_at       timestamp with time zone default now(),
  constraint unique_stream_participant unique (stream_id, user_id)
);

comment on table public.stream_participants is 'Who takes part in a watch party';
comment on column public.stream_participants.joined_at is 'The order in which the host role is passed on';
comment on column public.stream_participants.is_host is 'Set by the database; the host hands it over by setting it for another participant';
comment on column public.stream_participants.reminder_enabled is 'Whether the participant wants to be told before it starts';

-- Who takes part; how many.
create index idx_stream_participants_stream_id on public.stream_participants (stream_id);

-- In what somebody takes part; also what the deletion of an account looks for.
create index idx_stream_participants_user_id on public.stream_participants (user_id);

-- Who hosts; unique, so that a second host is impossible and not merely avoided.
create unique index idx_stream_participants_is_host on public.stream_participants (stream_id) where is_host;

-- What one participant has chosen, answered from the index alone.
create index idx_stream_participants_stream_user on public.stream_participants (stream_id, user_id)
  include (is_host, reminder_enabled);

-- Pages of participants, and the next in line for host.
create index idx_stream_participants_joined_at on public.stream_participants (stream_id, joined_at, id);

-- Hosts and counts --------------------------------------------------------------------------------------------------

-- Before a join: nobody declares themself host; whoever comes first becomes it.
create function public.assign_first_stream_host()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  new.joined_at := coalesce(new.joined_at, now());
  new.created_at := coalesce(new.created_at, now());
  new.reminder_enabled := coalesce(new.reminder_enabled, false);
  new.is_host := false;

  if not exists (
    select from public.stream_participants sp where sp.stream_id = new.stream_id and sp.is_host
  ) then
    -- The party's lock is taken only if it is free: this statement may still have to wait for a row of its own. If it is not
    -- free, others are joining or leaving right now, and settle_stream_participants decides once the row is there.
    perform from public.habitat_watch_parties p where p.id = new.stream_id for no key update skip locked;

    if found then
      new.is_host := not exists (
        select from public.stream_participants sp where sp.stream_id = new.stream_id
      );
    end if;
  end if;

  return new;
end;
$$;

comment on function public.assign_first_stream_host() is 'The first participant of a watch party becomes its host';

-- Before a change: the host role moves only from its holder to another participant.
--
-- It runs with the rights of whoever makes the change, so that the policies decide whose role can be taken: they let a user
-- change the host's row only if that user is the host.
create function public.transfer_stream_host()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if new.stream_id is distinct from old.stream_id then
    raise exception 'a participant cannot be moved to another watch party'
      using errcode = 'restrict_violation', hint = 'Delete the row and insert it for the other party.';
  end if;

  new.is_host := coalesce(new.is_host, false);

  -- Below a trigger it is the database itself that passes the role on.
  if new.is_host is not distinct from old.is_host or pg_trigger_depth() > 1 then
    return new;
  end if;

  if not new.is_host then
    raise exception 'the host role is handed over, not laid down'
      using errcode = 'restrict_violation', hint = 'Set is_host for the participant who takes over, or leave the party.';
  end if;

  -- A host who is just leaving holds this row and waits for the one being changed: do not wait in turn.
  perform from public.stream_participants sp
  where sp.stream_id = new.stream_id and sp.is_host
  for no key update nowait;

  update public.stream_participants sp
  set is_host = false
  where sp.stream_id = new.stream_id and sp.is_host;

  if not found and row_security_active('public.stream_participants') then
    raise exception 'only the host of a watch party hands the role over'
      using errcode = 'insufficient_privilege';
  end if;

  return new;
end;
$$;

comment on function public.transfer_stream_host() is 'The host of a watch party makes another participant the host';

-- After joins and leaves, once for a statement and whatever caused it: count, and see that there is a host.
--
-- Parties are locked in the order of their ids, so that two statements over the same parties (two accounts being deleted)
-- cannot lock each other out. Each query after that sees what was committed by those who held the lock before.
create function public.settle_stream_participants()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  party_id uuid;
begin
  for party_id in
    select p.id
    from public.habitat_watch_parties p
    where p.id in (select c.stream_id from changed c)
    order by p.id
    for no key update
  loop
    if not exists (
      select from public.stream_participants sp where sp.stream_id = party_id and sp.is_host
    ) then
      -- Whoever is leaving at this moment is passed over: that row is locked by a DELETE that waits for this very party. A
      -- row that is only being changed is not passed over, hence KEY SHARE. Should the DELETE be rolled back and nobody else
      -- be left, the party has no host until the next join or leave, which comes here too.
      update public.stream_participants
      set is_host = true
      where id = (
        select sp.id
        from public.stream_participants sp
        where sp.stream_id = party_id
        order by sp.joined_at, sp.id
        limit 1
        for key share skip locked
      );
    end if;

    update public.habitat_watch_parties
    set participant_count = (
      select count(*) from public.stream_participants sp where sp.stream_id = party_id
    )
    where id = party_id;
  end loop;

  return null;
end;
$$;

comment on function public.settle_stream_participants() is 'Keeps participant_count and the host of a watch party right after joins and leaves';

revoke all on function
  public.assign_first_stream_host(),
  public.transfer_stream_host(),
  public.settle_stream_participants()
  from public, anon, authenticated, service_role;

create trigger stream_participants_assign_host
  before insert on public.stream_participants
  for each row execute function public.assign_first_stream_host();

create trigger stream_participants_transfer_host
  before update on public.stream_participants
  for each row execute function public.transfer_stream_host();

create trigger stream_participants_joined
  after insert on public.stream_participants
  referencing new table as changed
  for each statement execute function public.settle_stream_participants();

create trigger stream_participants_left
  after delete on public.stream_participants
  referencing old table as changed
  for each statement execute function public.settle_stream_participants();

-- Nobody takes part yet, whatever was stored.
update public.habitat_watch_parties set participant_count = 0 where participant_count <> 0;

comment on column public.habitat_watch_parties.participant_count is 'How many take part; kept by the triggers of stream_participants';

-- What clients read -------------------------------------------------------------------------------------------------

-- A page of a party's participants in the order in which they came. It runs with the caller's rights: a caller who may not
-- see the party gets no rows. A null limit means all.
create function public.get_stream_participants(
  p_stream_id uuid,
  p_limit integer default 50,
  p_offset integer default 0
)
returns table (
  participant_id uuid,
  user_id uuid,
  display_name text,
  avatar_url text,
  is_host boolean,
  is_current_user boolean,
  joined_at timestamp with time zone
)
language sql
stable
set search_path = ''
as $$
  select
    sp.id,
    sp.user_id,
    person.display_name,
    person.avatar_url,
    sp.is_host,
    sp.user_id = (select auth.uid()) is true,
    sp.joined_at
  from public.stream_participants sp
  left join public.profiles person on person.id = sp.user_id
  where sp.stream_id = p_stream_id
  order by sp.joined_at, sp.id
  limit p_limit
  offset p_offset;
$$;

comment on function public.get_stream_participants(uuid, integer, integer) is 'A page of the participants of a watch party, in the order in which they joined';

revoke all on function public.get_stream_participants(uuid, integer, integer) from public, anon;
grant execute on function public.get_stream_participants(uuid, integer, integer) to authenticated, service_role;

-- Both views keep their columns and gain the participants' at the end, so that nothing that reads them breaks.
create or replace view public.streams_with_participants
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
  p.participant_count,
  host.user_id as host_id,
  host_profile.display_name as host_name,
  mine.id is not null as is_user_participant,
  coalesce(mine.is_host, false) as is_user_host,
  coalesce(mine.reminder_enabled, false) as reminder_enabled,
  mine.joined_at as user_joined_at
from public.habitat_watch_parties p
join public.habitats h on h.id = p.habitat_id
left join public.media_items media on media.id = p.media_id
left join public.profiles creator on creator.id = p.created_by
left join public.stream_participants host on host.stream_id = p.id and host.is_host
left join public.profiles host_profile on host_profile.id = host.user_id
left join public.stream_participants mine on mine.stream_id = p.id and mine.user_id = (select auth.uid());

comment on view public.streams_with_participants is 'Every watch party that the reader may see, with its host and the reader''s own part in it';

create or replace view public.upcoming_watch_parties
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
  p.participant_count,
  host.user_id as host_id,
  host_profile.display_name as host_name,
  mine.id is not null as is_user_participant,
  coalesce(mine.reminder_enabled, false) as reminder_enabled
from public.habitat_watch_parties p
join public.habitats h on h.id = p.habitat_id
left join public.media_items media on media.id = p.media_id
left join public.profiles creator on creator.id = p.created_by
left join public.stream_participants host on host.stream_id = p.id and host.is_host
left join public.profiles host_profile on host_profile.id = host.user_id
left join public.stream_participants mine on mine.stream_id = p.id and mine.user_id = (select auth.uid())
where p.status = 'live'
   or (p.status = 'scheduled' and p.scheduled_at > now());

comment on view public.upcoming_watch_parties is 'Watch parties that are on or still to come, with the host and the reader''s own part in them';

-- Access ------------------------------------------------------------------------------------------------------------

-- From here on a party is run by the participant who hosts it, as long as that participant belongs to the habitat.
create or replace function private.hosted_watch_parties()
returns setof uuid
language sql
stable
security definer
set search_path = ''
as $$
  select sp.stream_id
  from public.stream_participants sp
  join public.habitat_watch_parties p on p.id = sp.stream_id
  where sp.user_id = auth.uid()
    and sp.is_host
    and p.habitat_id in (select private.my_habitats());
$$;

comment on function private.hosted_watch_parties() is 'The watch parties that the signed-in user runs: those in which the user is the host';

alter table public.stream_participants enable row level security;

-- Whoever sees the party, by the policies of habitat_watch_parties, sees who takes part.
create policy "View participants" on public.stream_participants
  for select to authenticated
  using (exists (select from public.habitat_watch_parties p where p.id = stream_id));

create policy "Join streams" on public.stream_participants
  for insert to authenticated
  with check (
    user_id = (select auth.uid())
    and exists (select from public.habitat_watch_parties p where p.id = stream_id)
  );

create policy "Update participation" on public.stream_participants
  for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));

create policy "Leave streams" on public.stream_participants
  for delete to authenticated
  using (user_id = (select auth.uid()));

-- WITH CHECK holds for updates and inserts alike. A host changes those who take part already, and brings in nobody else.
create policy "Host management" on public.stream_participants
  for all to authenticated
  using (stream_id in (select private.hosted_watch_parties()))
  with check (
    stream_id in (select private.hosted_watch_parties())
    and user_id in (select g.user_id from public.get_stream_participants(stream_id, null) g)
  );

-- is_host and joined_at cannot be given on joining: the one is assigned, the other decides who is next in line.
revoke all on public.stream_participants from public, anon, authenticated, service_role;

grant select, insert, update, delete on public.stream_participants to service_role;

grant select, delete on public.stream_participants to authenticated;
grant insert (stream_id, user_id, reminder_enabled) on public.stream_participants to authenticated;
grant update (is_host, reminder_enabled) on public.stream_participants to authenticated;
