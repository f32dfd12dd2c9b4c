-- plumb: requires 20250215_video_sessions_zoom
-- plumb: lock-timeout 5s
-- plumb: allow data-loss "removes duplicate participants, the earliest row stays"
-- plumb: allow lock "nobody may add a duplicate between its removal and the unique index"

-- Hardening: one row for each participant of a session, sessions that an external provider runs, and a participant's role.
-- Every step looks at what is there, so that the file may be run again, and on a database that was partly hardened by hand.

begin;

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

commit;
