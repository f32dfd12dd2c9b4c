-- plumb: requires 20250101000002_create_core_tables
-- plumb: allow access "signed-in users reach what the policies below let them"

-- Row level security: creators see and change what is theirs, students see what their creators have published.
--
-- Accounts and memberships are made by the server, which has verified them with Whop. The rights beside the policies say
-- which columns a client may write at all.
--
-- Taken back by revert/20250101000004_row_level_security.sql.

alter table public.creators enable row level security;
alter table public.students enable row level security;
alter table public.videos enable row level security;
alter table public.video_chunks enable row level security;
alter table public.courses enable row level security;
alter table public.course_modules enable row level security;
alter table public.chat_sessions enable row level security;
alter table public.chat_messages enable row level security;
alter table public.video_analytics enable row level security;
alter table public.usage_metrics enable row level security;

-- Accounts ----------------------------------------------------------------------------------------------------------

create policy "Creators view their account" on public.creators
  for select to authenticated
  using (user_id = (select auth.uid()));

create policy "Creators change their account" on public.creators
  for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));

create policy "Creators close their account" on public.creators
  for delete to authenticated
  using (user_id = (select auth.uid()));

create policy "Students view their memberships" on public.students
  for select to authenticated
  using (user_id = (select auth.uid()));

create policy "Creators view their students" on public.students
  for select to authenticated
  using (creator_id in (select private.my_creators()));

create policy "Creators change their students" on public.students
  for update to authenticated
  using (creator_id in (select private.my_creators()))
  with check (creator_id in (select private.my_creators()));

create policy "Creators remove their students" on public.students
  for delete to authenticated
  using (creator_id in (select private.my_creators()));

grant select, delete on public.creators, public.students to authenticated;
grant update (name, email, settings) on public.creators to authenticated;
grant update (name, email, is_active) on public.students to authenticated;

-- Videos ------------------------------------------------------------------------------------------------------------

create policy "Creators view their videos" on public.videos
  for select to authenticated
  using (creator_id in (select private.my_creators()));

create policy "Students view completed videos of their creators" on public.videos
  for select to authenticated
  using (status = 'completed' and creator_id in (select private.joined_creators()));

create policy "Creators add videos" on public.videos
  for insert to authenticated
  with check (creator_id in (select private.my_creators()));

create policy "Creators change their videos" on public.videos
  for update to authenticated
  using (creator_id in (select private.my_creators()))
  with check (creator_id in (select private.my_creators()));

create policy "Creators delete their videos" on public.videos
  for delete to authenticated
  using (creator_id in (select private.my_creators()));

create policy "Creators view chunks of their videos" on public.video_chunks
  for select to authenticated
  using (video_id in (select private.my_videos()));

create policy "Students view chunks of videos that they see" on public.video_chunks
  for select to authenticated
  using (video_id in (select private.joined_videos()));

create policy "Creators add chunks to their videos" on public.video_chunks
  for insert to authenticated
  with check (video_id in (select private.my_videos()));

create policy "Creators change chunks of their videos" on public.video_chunks
  for update to authenticated
  using (video_id in (select private.my_videos()))
  with check (video_id in (select private.my_videos()));

create policy "Creators delete chunks of their videos" on public.video_chunks
  for delete to authenticated
  using (video_id in (select private.my_videos()));

grant select, insert, update, delete on public.videos, public.video_chunks to authenticated;

-- Courses -----------------------------------------------------------------------------------------------------------

create policy "Creators view their courses" on public.courses
  for select to authenticated
  using (creator_id in (select private.my_creators()));

create policy "Students view published courses of their creators" on public.courses
  for select to authenticated
  using (is_published and creator_id in (select private.joined_creators()));

create policy "Creators add courses" on public.courses
  for insert to authenticated
  with check (creator_id in (select private.my_creators()));

create policy "Creators change their courses" on public.courses
  for update to authenticated
  using (creator_id in (select private.my_creators()))
  with check (creator_id in (select private.my_creators()));

create policy "Creators delete their courses" on public.courses
  for delete to authenticated
  using (creator_id in (select private.my_creators()));

create policy "Creators view modules of their courses" on public.course_modules
  for select to authenticated
  using (course_id in (select private.my_courses()));

create policy "Students view modules of published courses" on public.course_modules
  for select to authenticated
  using (id in (select private.joined_modules()));

create policy "Creators add modules to their courses" on public.course_modules
  for insert to authenticated
  with check (course_id in (select private.my_courses()));

create policy "Creators change modules of their courses" on public.course_modules
  for update to authenticated
  using (course_id in (select private.my_courses()))
  with check (course_id in (select private.my_courses()));

create policy "Creators delete modules of their courses" on public.course_modules
  for delete to authenticated
  using (course_id in (select private.my_courses()));

grant select, insert, update, delete on public.courses, public.course_modules to authenticated;

-- Chat --------------------------------------------------------------------------------------------------------------

create policy "Students view their chats" on public.chat_sessions
  for select to authenticated
  using (student_id in (select private.my_memberships()));

create policy "Creators view chats of their students" on public.chat_sessions
  for select to authenticated
  using (student_id in (select private.my_students()));

create policy "Students begin chats" on public.chat_sessions
  for insert to authenticated
  with check (student_id in (select private.my_memberships()));

create policy "Students change their chats" on public.chat_sessions
  for update to authenticated
  using (student_id in (select private.my_memberships()))
  with check (student_id in (select private.my_memberships()));

create policy "Students delete their chats" on public.chat_sessions
  for delete to authenticated
  using (student_id in (select private.my_memberships()));

-- The subqueries see what the policies on chat_sessions let through.
create policy "Students and creators view messages of chats that they see" on public.chat_messages
  for select to authenticated
  using (session_id in (select s.id from public.chat_sessions s));

create policy "Students write in their chats" on public.chat_messages
  for insert to authenticated
  with check (
    role = 'user'
    and session_id in (
      select s.id from public.chat_sessions s where s.student_id in (select private.my_memberships())
    )
  );

grant select, delete on public.chat_sessions to authenticated;
grant insert (id, student_id, title) on public.chat_sessions to authenticated;
grant update (title) on public.chat_sessions to authenticated;
grant select on public.chat_messages to authenticated;
grant insert (id, session_id, role, content) on public.chat_messages to authenticated;

-- Numbers -----------------------------------------------------------------------------------------------------------

create policy "Creators view analytics of their videos" on public.video_analytics
  for select to authenticated
  using (video_id in (select private.my_videos()));

create policy "Creators view their usage" on public.usage_metrics
  for select to authenticated
  using (creator_id in (select private.my_creators()));

grant select on public.video_analytics, public.usage_metrics to authenticated;
