-- The dashboard: what happened lately in one's habitats, and which of them stand on top.

create table public.habitat_activities (
  id         bigint generated always as identity primary key,
  habitat_id uuid not null references public.habitats (id) on delete cascade,
  actor_id   uuid references auth.users (id) on delete set null,
  kind       text not null,
  note       text,
  created_at timestamptz not null default now(),
  constraint habitat_activities_kind_check
    check (kind in ('member_joined', 'media_added', 'party_scheduled', 'party_ended', 'note'))
);

comment on table public.habitat_activities is 'What happened in a habitat, newest first on its dashboard';

create index idx_habitat_activities_habitat_created on public.habitat_activities (habitat_id, created_at desc, id desc);
create index idx_habitat_activities_actor_id on public.habitat_activities (actor_id);

create table public.dashboard_pins (
  user_id    uuid not null references auth.users (id) on delete cascade,
  habitat_id uuid not null references public.habitats (id) on delete cascade,
  position   smallint not null default 0,
  primary key (user_id, habitat_id)
);

comment on table public.dashboard_pins is 'The habitats that a person keeps on top, in order';

create index idx_dashboard_pins_habitat_id on public.dashboard_pins (habitat_id);

-- security_invoker: the reader's policies decide, not those of the view's owner.
create view public.dashboard_habitats
with (security_invoker = true)
as
select
  h.id as habitat_id,
  h.name,
  mine.role,
  pin.position as pin_position,
  (select count(*) from public.habitat_members m where m.habitat_id = h.id) as member_count,
  (select max(a.created_at) from public.habitat_activities a where a.habitat_id = h.id) as last_activity_at
from public.habitats h
join public.habitat_members mine on mine.habitat_id = h.id and mine.user_id = (select auth.uid())
left join public.dashboard_pins pin on pin.habitat_id = h.id and pin.user_id = mine.user_id;

comment on view public.dashboard_habitats is 'The habitats of the signed-in user with their latest activity';

-- Access ------------------------------------------------------------------------------------------------------------

alter table public.habitat_activities enable row level security;
alter table public.dashboard_pins enable row level security;

create policy "View activities" on public.habitat_activities
  for select to authenticated
  using (habitat_id in (select private.my_habitats()));

create policy "Post activities" on public.habitat_activities
  for insert to authenticated
  with check (actor_id = (select auth.uid()) and habitat_id in (select private.my_habitats()));

create policy "Manage one's own pins" on public.dashboard_pins
  for all to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()) and habitat_id in (select private.my_habitats()));

revoke all on public.habitat_activities, public.dashboard_pins, public.dashboard_habitats
  from public, anon, authenticated, service_role;

grant select, insert, update, delete on public.habitat_activities, public.dashboard_pins to service_role;

grant select on public.habitat_activities, public.dashboard_habitats to authenticated;
grant insert (habitat_id, actor_id, kind, note) on public.habitat_activities to authenticated;
grant select, insert, update, delete on public.dashboard_pins to authenticated;
