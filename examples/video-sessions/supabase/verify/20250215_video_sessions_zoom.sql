-- check: sessions and participants exist, with row level security and 4 policies each
-- expect: 2 rows
-- expect: every row relrowsecurity and policies = 4
select c.relname, c.relrowsecurity, (select count(*) from pg_policy p where p.polrelid = c.oid) as policies
from pg_class c
where c.oid in ('public.video_sessions'::regclass, 'public.video_session_participants'::regclass);

-- check: strangers have no rights
-- expect: no rows
select table_name, privilege_type
from information_schema.role_table_grants
where grantee in ('anon', 'PUBLIC')
  and table_schema = 'public'
  and table_name in ('video_sessions', 'video_session_participants');

-- Tests -------------------------------------------------------------------------------------------------------------
-- They write, so they run on a throwaway database, each is rolled back, and this part is not for pasting.

-- test: a participant sees the session and everyone in it
-- as: authenticated {"sub": "bbbb0000-0000-4000-8000-000000000002"}
-- expect: 2 rows
\ir ../fixtures/book_circle.sql
select s.title, p.user_id
from public.video_sessions s
join public.video_session_participants p on p.session_id = s.id;

-- test: an outsider sees nothing
-- as: authenticated {"sub": "cccc0000-0000-4000-8000-000000000003"}
-- expect: true
\ir ../fixtures/book_circle.sql
select
  not exists (select from public.video_sessions) as no_sessions,
  not exists (select from public.video_session_participants) as no_participants;

-- test: an outsider does not invite themself
-- as: authenticated {"sub": "cccc0000-0000-4000-8000-000000000003"}
-- expect: error 42501
\ir ../fixtures/book_circle.sql
insert into public.video_session_participants (session_id, user_id)
values ('5e550000-0000-4000-8000-000000000001', auth.uid());

-- test: a participant invites nobody
-- as: authenticated {"sub": "bbbb0000-0000-4000-8000-000000000002"}
-- expect: error 42501
\ir ../fixtures/book_circle.sql
insert into public.video_session_participants (session_id, user_id)
values ('5e550000-0000-4000-8000-000000000001', 'cccc0000-0000-4000-8000-000000000003');

-- test: a participant does not change the session
-- as: authenticated {"sub": "bbbb0000-0000-4000-8000-000000000002"}
-- expect: affected 0
\ir ../fixtures/book_circle.sql
update public.video_sessions set title = 'My circle';

-- test: a participant records only their own coming and going
-- as: authenticated {"sub": "bbbb0000-0000-4000-8000-000000000002"}
-- expect: affected 1
\ir ../fixtures/book_circle.sql
update public.video_session_participants set left_at = joined_at + interval '1 hour';

-- test: a host removes a participant
-- as: authenticated {"sub": "aaaa0000-0000-4000-8000-000000000001"}
-- expect: affected 1
\ir ../fixtures/book_circle.sql
delete from public.video_session_participants where user_id = 'bbbb0000-0000-4000-8000-000000000002';

-- test: who is not signed in is refused
-- as: anon
-- expect: error 42501
select count(*) from public.video_sessions;
