-- Only the server reaches the tables afterwards, as before: the rights go first, so that nothing is open in between.

revoke all on
  public.creators, public.students, public.videos, public.video_chunks, public.courses, public.course_modules,
  public.chat_sessions, public.chat_messages, public.video_analytics, public.usage_metrics
  from authenticated;

drop policy "Creators view their account" on public.creators;
drop policy "Creators change their account" on public.creators;
drop policy "Creators close their account" on public.creators;
drop policy "Students view their memberships" on public.students;
drop policy "Creators view their students" on public.students;
drop policy "Creators change their students" on public.students;
drop policy "Creators remove their students" on public.students;
drop policy "Creators view their videos" on public.videos;
drop policy "Students view completed videos of their creators" on public.videos;
drop policy "Creators add videos" on public.videos;
drop policy "Creators change their videos" on public.videos;
drop policy "Creators delete their videos" on public.videos;
drop policy "Creators view chunks of their videos" on public.video_chunks;
drop policy "Students view chunks of videos that they see" on public.video_chunks;
drop policy "Creators add chunks to their videos" on public.video_chunks;
drop policy "Creators change chunks of their videos" on public.video_chunks;
drop policy "Creators delete chunks of their videos" on public.video_chunks;
drop policy "Creators view their courses" on public.courses;
drop policy "Students view published courses of their creators" on public.courses;
drop policy "Creators add courses" on public.courses;
drop policy "Creators change their courses" on public.courses;
drop policy "Creators delete their courses" on public.courses;
drop policy "Creators view modules of their courses" on public.course_modules;
drop policy "Students view modules of published courses" on public.course_modules;
drop policy "Creators add modules to their courses" on public.course_modules;
drop policy "Creators change modules of their courses" on public.course_modules;
drop policy "Creators delete modules of their courses" on public.course_modules;
drop policy "Students and creators view messages of chats that they see" on public.chat_messages;
drop policy "Students write in their chats" on public.chat_messages;
drop policy "Students view their chats" on public.chat_sessions;
drop policy "Creators view chats of their students" on public.chat_sessions;
drop policy "Students begin chats" on public.chat_sessions;
drop policy "Students change their chats" on public.chat_sessions;
drop policy "Students delete their chats" on public.chat_sessions;
drop policy "Creators view analytics of their videos" on public.video_analytics;
drop policy "Creators view their usage" on public.usage_metrics;

alter table public.creators disable row level security;
alter table public.students disable row level security;
alter table public.videos disable row level security;
alter table public.video_chunks disable row level security;
alter table public.courses disable row level security;
alter table public.course_modules disable row level security;
alter table public.chat_sessions disable row level security;
alter table public.chat_messages disable row level security;
alter table public.video_analytics disable row level security;
alter table public.usage_metrics disable row level security;

-- check: no policy is left, and clients have no rights
-- expect: 10 rows
-- expect: every row not relrowsecurity and policies = 0 and not client_rights
select
  c.relname,
  c.relrowsecurity,
  (select count(*) from pg_policy p where p.polrelid = c.oid) as policies,
  has_any_column_privilege('authenticated', c.oid, 'select, insert, update') or has_table_privilege('authenticated', c.oid, 'delete') as client_rights
from pg_class c
where c.relnamespace = 'public'::regnamespace
  and c.relname in (
    'creators', 'students', 'videos', 'video_chunks', 'courses', 'course_modules',
    'chat_sessions', 'chat_messages', 'video_analytics', 'usage_metrics'
  );
