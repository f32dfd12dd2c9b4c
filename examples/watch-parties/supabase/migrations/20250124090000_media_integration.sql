-- plumb: allow access "the catalogue is for every signed-in user"
-- Media: what can be watched together. The catalogue is imported by the server; a habitat picks from it.

create table public.media_items (
  id              uuid primary key default gen_random_uuid(),
  provider        text not null,
  external_id     text not null,
  media_type      text not null,
  title           text not null,
  release_year    smallint,
  runtime_minutes integer,
  poster_url      text,
  metadata        jsonb not null default '{}',
  created_at      timestamptz not null default now(),
  constraint media_items_external_key unique (provider, external_id),
  constraint media_items_provider_check check (provider in ('tmdb', 'youtube', 'manual')),
  constraint media_items_media_type_check check (media_type in ('movie', 'episode', 'video')),
  constraint media_items_runtime_minutes_check check (runtime_minutes > 0)
);

comment on table public.media_items is 'The catalogue of what can be watched, as the providers describe it';

create table public.habitat_media (
  habitat_id uuid not null references public.habitats (id) on delete cascade,
  media_id   uuid not null references public.media_items (id) on delete cascade,
  added_by   uuid references auth.users (id) on delete set null,
  added_at   timestamptz not null default now(),
  primary key (habitat_id, media_id)
);

comment on table public.habitat_media is 'What a habitat wants to watch';

create index idx_habitat_media_media_id on public.habitat_media (media_id);
create index idx_habitat_media_added_by on public.habitat_media (added_by);

-- Access ------------------------------------------------------------------------------------------------------------

alter table public.media_items enable row level security;
alter table public.habitat_media enable row level security;

create policy "Browse the catalogue" on public.media_items
  for select to authenticated
  using (true);

create policy "View a habitat's media" on public.habitat_media
  for select to authenticated
  using (habitat_id in (select private.my_habitats()));

create policy "Add media" on public.habitat_media
  for insert to authenticated
  with check (added_by = (select auth.uid()) and habitat_id in (select private.my_habitats()));

create policy "Remove media" on public.habitat_media
  for delete to authenticated
  using (
    (added_by = (select auth.uid()) and habitat_id in (select private.my_habitats()))
    or habitat_id in (select private.my_habitats('{owner,moderator}'))
  );

revoke all on public.media_items, public.habitat_media from public, anon, authenticated, service_role;

grant select, insert, update, delete on public.media_items, public.habitat_media to service_role;

grant select on public.media_items to authenticated;
grant select, delete on public.habitat_media to authenticated;
grant insert (habitat_id, media_id, added_by) on public.habitat_media to authenticated;
