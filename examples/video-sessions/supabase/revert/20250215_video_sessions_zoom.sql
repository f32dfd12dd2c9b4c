drop policy "Hosts and participants view sessions" on public.video_sessions;
drop table public.video_session_participants;
drop table public.video_sessions;

drop function private.my_sessions();
drop function private.hosted_sessions();
drop schema private;

-- check: video sessions are removed
-- expect: true
select
  to_regclass('public.video_sessions') is null as video_sessions,
  to_regclass('public.video_session_participants') is null as video_session_participants,
  to_regnamespace('private') is null as private_schema;
