-- Takes the hardening back: the former schema returns exactly.
--
-- What does not come back: the duplicate participants that the migration removed. What is lost: the role of each participant
-- and the time of the invitation. It stops, and changes nothing, while sessions of external providers exist: the former
-- constraint does not allow them, and which provider they should have instead is not for a script to say.

do $$
begin
  if exists (select from public.video_sessions where provider = 'external') then
    raise exception 'sessions of external providers exist'
      using errcode = 'check_violation', hint = 'Give them another provider, or delete them: SELECT id, title FROM public.video_sessions WHERE provider = ''external''.';
  end if;
end;
$$;

alter table public.video_session_participants
  drop column role,
  drop column created_at;

comment on column public.video_sessions.provider is 'Who runs the meeting; manual means that the host pastes a link';

alter table public.video_sessions
  drop constraint video_sessions_provider_check,
  add constraint video_sessions_provider_check check (provider in ('zoom', 'meet', 'jitsi', 'manual'));

drop index public.uq_video_session_participants_session_user;

-- check: role and created_at are removed
-- expect: no rows
select column_name
from information_schema.columns
where table_schema = 'public' and table_name = 'video_session_participants' and column_name in ('role', 'created_at');

-- check: the unique index is removed
-- expect: true
select to_regclass('public.uq_video_session_participants_session_user') is null as removed;

-- check: the former provider CHECK is in force
-- expect: 1 row
-- expect: every row convalidated and definition not like '%external%'
select convalidated, pg_get_constraintdef(oid) as definition
from pg_constraint
where conrelid = 'public.video_sessions'::regclass and conname = 'video_sessions_provider_check';
