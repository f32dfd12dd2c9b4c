-- Video sessions: a host invites people to a meeting that Zoom or another provider runs.
--
-- Clients reach these tables through an API as the role `authenticated`. Row level security says which rows they see and
-- change, column grants say which values they may write at all.

create table public.video_sessions (
  id                  uuid primary key default gen_random_uuid(),
  host_id             uuid not null references auth.users (id) on delete cascade,
  title               text not null,
  provider            text not null default 'zoom',
  provider_meeting_id text,
  join_url            text,
  starts_at           timestamptz not null,
  ends_at             timestamptz,
  created_at          timestamptz not null default now(),
  constraint video_sessions_title_check check (char_length(title) between 1 and 200),
  constraint video_sessions_provider_check check (provider in ('zoom', 'meet', 'jitsi', 'manual')),
  constraint video_sessions_times_check check (ends_at > starts_at)
);

comment on table public.video_sessions is 'A meeting by video to which a host invites people';
comment on column public.video_sessions.provider is 'Who runs the meeting; manual means that the host pastes a link';
comment on column public.video_sessions.provider_meeting_id is 'The number under which the provider knows the meeting';

create index idx_video_sessions_host_id on public.video_sessions (host_id);
create index idx_video_sessions_starts_at on public.video_sessions (starts_at);

create table public.video_session_participants (
  id         uuid primary key default gen_random_uuid(),
  session_id uuid not null references public.video_sessions (id) on delete cascade,
  user_id    uuid not null references auth.users (id) on delete cascade,
  joined_at  timestamptz not null default now(),
  left_at    timestamptz,
  constraint video_session_participants_times_check check (left_at >= joined_at)
);

comment on table public.video_session_participants is 'Who is invited to a session, and came';

create index idx_video_session_participants_session_id on public.video_session_participants (session_id);
create index idx_video_session_participants_user_id on public.video_session_participants (user_id);

-- Access ------------------------------------------------------------------------------------------------------------

create schema private;

comment on schema private is 'What policies ask; not exposed through the API';

-- Sessions are seen by those who take part, and participants by those who see the session: as plain subqueries the two
-- policies would ask each other without end. Functions that run with their owner's rights do not. They return sets, so that
-- `id in (select private.my_sessions())` runs once for a statement, not once for a row. Nobody gets USAGE on the schema:
-- policies find the functions without it, clients cannot call them.
create function private.my_sessions()
returns setof uuid
language sql
stable
security definer
set search_path = ''
as $$
  select p.session_id
  from public.video_session_participants p
  where p.user_id = auth.uid();
$$;

comment on function private.my_sessions() is 'The sessions in which the signed-in user takes part';

create function private.hosted_sessions()
returns setof uuid
language sql
stable
security definer
set search_path = ''
as $$
  select s.id
  from public.video_sessions s
  where s.host_id = auth.uid();
$$;

comment on function private.hosted_sessions() is 'The sessions of which the signed-in user is the host';

revoke all on function private.my_sessions(), private.hosted_sessions() from public;
grant execute on function private.my_sessions(), private.hosted_sessions() to authenticated, service_role;

alter table public.video_sessions enable row level security;
alter table public.video_session_participants enable row level security;

create policy "Hosts and participants view sessions" on public.video_sessions
  for select to authenticated
  using (host_id = (select auth.uid()) or id in (select private.my_sessions()));

create policy "Hosts create sessions" on public.video_sessions
  for insert to authenticated
  with check (host_id = (select auth.uid()));

create policy "Hosts change their sessions" on public.video_sessions
  for update to authenticated
  using (host_id = (select auth.uid()))
  with check (host_id = (select auth.uid()));

create policy "Hosts delete their sessions" on public.video_sessions
  for delete to authenticated
  using (host_id = (select auth.uid()));

create policy "Hosts and participants view participants" on public.video_session_participants
  for select to authenticated
  using (
    session_id in (select private.my_sessions())
    or session_id in (select private.hosted_sessions())
  );

create policy "Hosts invite participants" on public.video_session_participants
  for insert to authenticated
  with check (session_id in (select private.hosted_sessions()));

create policy "Participants record when they came and went" on public.video_session_participants
  for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));

create policy "Hosts remove participants, who may leave" on public.video_session_participants
  for delete to authenticated
  using (
    user_id = (select auth.uid())
    or session_id in (select private.hosted_sessions())
  );

-- The platform grants everything on new tables to every API role; each gets what it needs instead.
revoke all on public.video_sessions, public.video_session_participants from public, anon, authenticated, service_role;

grant select, insert, update, delete on public.video_sessions, public.video_session_participants to service_role;

grant select, delete on public.video_sessions to authenticated;
grant insert (id, host_id, title, provider, provider_meeting_id, join_url, starts_at, ends_at) on public.video_sessions to authenticated;
grant update (title, provider, provider_meeting_id, join_url, starts_at, ends_at) on public.video_sessions to authenticated;

grant select, delete on public.video_session_participants to authenticated;
grant insert (session_id, user_id) on public.video_session_participants to authenticated;
grant update (joined_at, left_at) on public.video_session_participants to authenticated;
