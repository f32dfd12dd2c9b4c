-- Habitats: the places in which people gather, and who belongs to them.
--
-- Clients reach these tables through an API as the role `authenticated`. Row level security says which rows they see and
-- change, column grants say which values they may write at all.

create schema private;

comment on schema private is 'What policies ask and triggers run; not exposed through the API';

-- People ------------------------------------------------------------------------------------------------------------

create table public.profiles (
  id           uuid primary key references auth.users (id) on delete cascade,
  username     text not null,
  display_name text not null,
  avatar_url   text,
  created_at   timestamptz not null default now(),
  constraint profiles_username_key unique (username),
  constraint profiles_username_check check (username ~ '^[a-z0-9_]{3,30}$'),
  constraint profiles_display_name_check check (char_length(display_name) between 1 and 80)
);

comment on table public.profiles is 'What people show of themselves';

-- Habitats and their members ----------------------------------------------------------------------------------------

create table public.habitats (
  id          uuid primary key default gen_random_uuid(),
  name        text not null,
  description text,
  is_public   boolean not null default false,
  -- A habitat outlives the account of its founder; who owns it stands in habitat_members.
  created_by  uuid references auth.users (id) on delete set null,
  created_at  timestamptz not null default now(),
  constraint habitats_name_check check (char_length(name) between 1 and 100)
);

comment on table public.habitats is 'A place in which people gather';
comment on column public.habitats.is_public is 'Whether anyone who is signed in finds it and may join';

create index idx_habitats_created_by on public.habitats (created_by);

create table public.habitat_members (
  habitat_id uuid not null references public.habitats (id) on delete cascade,
  user_id    uuid not null references auth.users (id) on delete cascade,
  role       text not null default 'member',
  joined_at  timestamptz not null default now(),
  primary key (habitat_id, user_id),
  constraint habitat_members_role_check check (role in ('owner', 'moderator', 'member'))
);

comment on table public.habitat_members is 'Who belongs to which habitat, and as what';

create index idx_habitat_members_user_id on public.habitat_members (user_id);

-- The founder of a habitat is its first owner.
create function private.enroll_founder()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into public.habitat_members (habitat_id, user_id, role)
  values (new.id, new.created_by, 'owner');
  return null;
end;
$$;

revoke all on function private.enroll_founder() from public;

create trigger habitats_enroll_founder
  after insert on public.habitats
  for each row when (new.created_by is not null)
  execute function private.enroll_founder();

-- Access ------------------------------------------------------------------------------------------------------------

-- A policy on habitat_members that read habitat_members would ask itself without end; a function that runs with its owner's
-- rights does not. It returns a set, so that `habitat_id in (select private.my_habitats())` runs once for a statement, not
-- once for a row. Nobody gets USAGE on the schema: policies find the function without it, clients cannot call it.
create function private.my_habitats(p_roles text[] default '{owner,moderator,member}')
returns setof uuid
language sql
stable
security definer
set search_path = ''
as $$
  select m.habitat_id
  from public.habitat_members m
  where m.user_id = auth.uid()
    and m.role = any (p_roles);
$$;

comment on function private.my_habitats(text[]) is 'The habitats to which the signed-in user belongs in one of the given roles';

revoke all on function private.my_habitats(text[]) from public;
grant execute on function private.my_habitats(text[]) to authenticated, service_role;

alter table public.profiles enable row level security;
alter table public.habitats enable row level security;
alter table public.habitat_members enable row level security;

create policy "View profiles of people one meets" on public.profiles
  for select to authenticated
  using (
    id = (select auth.uid())
    or exists (select from public.habitat_members m where m.user_id = profiles.id)
  );

create policy "Create one's own profile" on public.profiles
  for insert to authenticated
  with check (id = (select auth.uid()));

create policy "Update one's own profile" on public.profiles
  for update to authenticated
  using (id = (select auth.uid()))
  with check (id = (select auth.uid()));

-- The founder is named here because INSERT … RETURNING looks at the row before the trigger has made the founder a member.
create policy "View habitats" on public.habitats
  for select to authenticated
  using (
    is_public
    or created_by = (select auth.uid())
    or id in (select private.my_habitats())
  );

create policy "Found habitats" on public.habitats
  for insert to authenticated
  with check (created_by = (select auth.uid()));

create policy "Update habitats" on public.habitats
  for update to authenticated
  using (id in (select private.my_habitats('{owner,moderator}')))
  with check (id in (select private.my_habitats('{owner,moderator}')));

create policy "Delete habitats" on public.habitats
  for delete to authenticated
  using (id in (select private.my_habitats('{owner}')));

create policy "View members" on public.habitat_members
  for select to authenticated
  using (habitat_id in (select private.my_habitats()));

create policy "Join public habitats, or be brought in" on public.habitat_members
  for insert to authenticated
  with check (
    role = 'member'
    and (
      habitat_id in (select private.my_habitats('{owner,moderator}'))
      or (
        user_id = (select auth.uid())
        and exists (select from public.habitats h where h.id = habitat_id and h.is_public)
      )
    )
  );

create policy "Owners give roles" on public.habitat_members
  for update to authenticated
  using (habitat_id in (select private.my_habitats('{owner}')))
  with check (habitat_id in (select private.my_habitats('{owner}')));

create policy "Leave, or be removed" on public.habitat_members
  for delete to authenticated
  using (
    user_id = (select auth.uid())
    or (role = 'member' and habitat_id in (select private.my_habitats('{owner,moderator}')))
    or habitat_id in (select private.my_habitats('{owner}'))
  );

-- The platform grants everything on new tables to every API role; each gets what it needs instead.
revoke all on public.profiles, public.habitats, public.habitat_members from public, anon, authenticated, service_role;

grant select, insert, update, delete on public.profiles, public.habitats, public.habitat_members to service_role;

grant select on public.profiles to authenticated;
grant insert (id, username, display_name, avatar_url) on public.profiles to authenticated;
grant update (username, display_name, avatar_url) on public.profiles to authenticated;

grant select, delete on public.habitats to authenticated;
grant insert (id, name, description, is_public, created_by) on public.habitats to authenticated;
grant update (name, description, is_public) on public.habitats to authenticated;

grant select, delete on public.habitat_members to authenticated;
grant insert (habitat_id, user_id, role) on public.habitat_members to authenticated;
grant update (role) on public.habitat_members to authenticated;
