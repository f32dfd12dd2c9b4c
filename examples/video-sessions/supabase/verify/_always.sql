-- Health checks of the whole database: read-only, at any time, on any environment.

-- check: no participant stands twice in a session
-- since: 20250215_video_sessions_participants_and_external
-- expect: no rows
select session_id, user_id, count(*)
from public.video_session_participants
group by session_id, user_id
having count(*) > 1;

-- check: every session has a provider that is known
-- since: 20250215_video_sessions_participants_and_external
-- expect: no rows
select id, provider
from public.video_sessions
where provider not in ('zoom', 'meet', 'jitsi', 'manual', 'external');

-- check: the host of a session who takes part does so as host
-- since: 20250215_video_sessions_participants_and_external
-- optional
-- expect: no rows
-- hint: UPDATE public.video_session_participants SET role = 'host' for these rows
select p.session_id, p.user_id, p.role
from public.video_session_participants p
join public.video_sessions s on s.id = p.session_id and s.host_id = p.user_id
where p.role <> 'host';
