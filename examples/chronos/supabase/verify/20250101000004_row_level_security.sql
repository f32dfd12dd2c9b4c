-- check: every table is under row level security, with its policies
-- expect: no rows
with expected (table_name, policies) as (
  values
    ('creators', 3),
    ('students', 4),
    ('videos', 5),
    ('video_chunks', 5),
    ('courses', 5),
    ('course_modules', 5),
    ('chat_sessions', 5),
    ('chat_messages', 2),
    ('video_analytics', 1),
    ('usage_metrics', 1)
)
select e.table_name, e.policies as expected, count(p.oid) as found, c.relrowsecurity
from expected e
left join pg_class c on c.oid = to_regclass('public.' || e.table_name)
left join pg_policy p on p.polrelid = c.oid
group by e.table_name, e.policies, c.relrowsecurity
having count(p.oid) <> e.policies or c.relrowsecurity is not true;

-- check: every policy is for signed-in users
-- expect: rows
-- expect: every row roles = '{authenticated}'
select tablename, policyname, roles
from pg_policies
where schemaname = 'public'
  and tablename in (
    'creators', 'students', 'videos', 'video_chunks', 'courses', 'course_modules',
    'chat_sessions', 'chat_messages', 'video_analytics', 'usage_metrics'
  );

-- check: signed-in users read every table, and strangers have no rights
-- expect: 10 rows
-- expect: every row read_by_signed_in and not touched_by_strangers
select
  tablename,
  has_table_privilege('authenticated', 'public.' || tablename, 'select') as read_by_signed_in,
  has_any_column_privilege('anon', 'public.' || tablename, 'select, insert, update, references')
    or has_table_privilege('anon', 'public.' || tablename, 'delete, truncate, trigger') as touched_by_strangers
from pg_tables
where schemaname = 'public'
  and tablename in (
    'creators', 'students', 'videos', 'video_chunks', 'courses', 'course_modules',
    'chat_sessions', 'chat_messages', 'video_analytics', 'usage_metrics'
  );

-- check: clients write their own names, and neither who they are, nor what they pay, nor what was counted
-- expect: true
select
  has_column_privilege('authenticated', 'public.creators', 'name', 'update') as creators_name_themselves,
  has_column_privilege('authenticated', 'public.students', 'name', 'update') as students_name_themselves,
  not has_column_privilege('authenticated', 'public.creators', 'subscription_tier', 'insert, update') as tier_is_safe,
  not has_column_privilege('authenticated', 'public.creators', 'whop_company_id', 'insert, update') as company_is_safe,
  not has_column_privilege('authenticated', 'public.students', 'user_id', 'insert, update') as membership_is_safe,
  not has_any_column_privilege('authenticated', 'public.video_analytics', 'insert, update') as analytics_are_safe,
  not has_any_column_privilege('authenticated', 'public.usage_metrics', 'insert, update') as usage_is_safe;

-- Tests -------------------------------------------------------------------------------------------------------------

-- test: a creator sees everything of their own, and nothing of another
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: value 1 creator, 3 students, 4 videos, 3 chunks, 2 courses, 3 modules, 1 chat, 2 messages, 2 analytics, 2 usage
\ir ../fixtures/academy.sql
select format('%s creator, %s students, %s videos, %s chunks, %s courses, %s modules, %s chat, %s messages, %s analytics, %s usage',
  (select count(*) from public.creators),
  (select count(*) from public.students),
  (select count(*) from public.videos),
  (select count(*) from public.video_chunks),
  (select count(*) from public.courses),
  (select count(*) from public.course_modules),
  (select count(*) from public.chat_sessions),
  (select count(*) from public.chat_messages),
  (select count(*) from public.video_analytics),
  (select count(*) from public.usage_metrics));

-- test: a student sees what the creator has completed and published
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: value 0 creators, 1 student, 3 videos, 2 chunks, 1 course, 2 modules, 1 chat, 2 messages, 0 analytics, 0 usage
\ir ../fixtures/academy.sql
select format('%s creators, %s student, %s videos, %s chunks, %s course, %s modules, %s chat, %s messages, %s analytics, %s usage',
  (select count(*) from public.creators),
  (select count(*) from public.students),
  (select count(*) from public.videos),
  (select count(*) from public.video_chunks),
  (select count(*) from public.courses),
  (select count(*) from public.course_modules),
  (select count(*) from public.chat_sessions),
  (select count(*) from public.chat_messages),
  (select count(*) from public.video_analytics),
  (select count(*) from public.usage_metrics));

-- test: a student of two creators sees both
-- as: authenticated {"sub": "e0000000-0000-4000-8000-000000000005"}
-- expect: 2 rows
-- expect: every row title in ('Optics', 'Baking')
\ir ../fixtures/academy.sql
select title from public.courses;

-- test: who no longer pays sees the membership and nothing else
-- as: authenticated {"sub": "f0000000-0000-4000-8000-000000000006"}
-- expect: true
\ir ../fixtures/academy.sql
select
  (select count(*) = 1 from public.students) as own_membership,
  not exists (select from public.videos) as no_videos,
  not exists (select from public.video_chunks) as no_chunks,
  not exists (select from public.courses) as no_courses,
  not exists (select from public.course_modules) as no_modules,
  not exists (select from public.chat_sessions) as no_chats;

-- test: a draft that is published is seen
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: value 3
\ir ../fixtures/academy.sql
reset role;
update public.courses set is_published = true where title = 'Quantum optics';
set local role authenticated;
select count(*) from public.course_modules;

-- test: who is not signed in is refused what a creator reads
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: error 42501
\ir ../fixtures/academy.sql
select count(*) from public.videos;
reset role;
set local role anon;
select count(*) from public.videos;

-- test: a creator changes no other creator's videos
-- as: authenticated {"sub": "b0000000-0000-4000-8000-000000000002"}
-- expect: affected 1
\ir ../fixtures/academy.sql
update public.videos set title = 'Mine';

-- test: a creator deletes no other creator's courses
-- as: authenticated {"sub": "b0000000-0000-4000-8000-000000000002"}
-- expect: affected 1
\ir ../fixtures/academy.sql
delete from public.courses;

-- test: a creator adds no video to another creator
-- as: authenticated {"sub": "b0000000-0000-4000-8000-000000000002"}
-- expect: error 42501
\ir ../fixtures/academy.sql
insert into public.videos (creator_id, title, storage_path)
values ('ca000000-0000-4000-8000-000000000001', 'Bread, for Ada', 'bea/bread.mp4');

-- test: nor gives one away
-- as: authenticated {"sub": "b0000000-0000-4000-8000-000000000002"}
-- expect: error 42501
\ir ../fixtures/academy.sql
update public.videos set creator_id = 'ca000000-0000-4000-8000-000000000001';

-- test: nor puts a chunk into one
-- as: authenticated {"sub": "b0000000-0000-4000-8000-000000000002"}
-- expect: error 42501
\ir ../fixtures/academy.sql
insert into public.video_chunks (video_id, chunk_index, chunk_text, start_seconds, end_seconds)
values ('1a000000-0000-4000-8000-000000000001', 9, 'Buy bread.', 0, 1);

-- test: a creator adds, changes and deletes a course of their own
-- as: authenticated {"sub": "b0000000-0000-4000-8000-000000000002"}
-- expect: affected 1
\ir ../fixtures/academy.sql
insert into public.courses (id, creator_id, title)
values ('3b000000-0000-4000-8000-000000000002', 'ca000000-0000-4000-8000-000000000002', 'Cakes');
insert into public.course_modules (course_id, title)
values ('3b000000-0000-4000-8000-000000000002', 'Sponge');
update public.courses set is_published = true where id = '3b000000-0000-4000-8000-000000000002';
delete from public.courses where id = '3b000000-0000-4000-8000-000000000002' and is_published;

-- test: a student changes no video
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: affected 0
\ir ../fixtures/academy.sql
update public.videos set title = 'Mine';

-- test: a student publishes no course
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: error 42501
\ir ../fixtures/academy.sql
insert into public.courses (creator_id, title) values ('ca000000-0000-4000-8000-000000000001', 'My course');

-- test: a student does not renew their own membership
-- as: authenticated {"sub": "f0000000-0000-4000-8000-000000000006"}
-- expect: affected 0
\ir ../fixtures/academy.sql
update public.students set is_active = true;

-- test: a creator changes their own name, and does not raise their own tier
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: error 42501
\ir ../fixtures/academy.sql
update public.creators set name = 'Ada';
update public.creators set subscription_tier = 'enterprise';

-- test: a student writes in their own chat
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: affected 1
\ir ../fixtures/academy.sql
insert into public.chat_messages (session_id, role, content)
values ('6c000000-0000-4000-8000-000000000003', 'user', 'And a particle?');

-- test: a student does not write as the tutor
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: error 42501
\ir ../fixtures/academy.sql
insert into public.chat_messages (session_id, role, content)
values ('6c000000-0000-4000-8000-000000000003', 'assistant', 'Full marks.');

-- test: a student does not write in another student's chat
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: error 42501
\ir ../fixtures/academy.sql
insert into public.chat_messages (session_id, role, content)
values ('6d000000-0000-4000-8000-000000000004', 'user', 'Hello');

-- test: a creator reads chats of their students, and does not write in them
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: error 42501
\ir ../fixtures/academy.sql
insert into public.chat_messages (session_id, role, content)
values ('6c000000-0000-4000-8000-000000000003', 'user', 'Hello');

-- test: a student begins no chat as somebody else
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: error 42501
\ir ../fixtures/academy.sql
insert into public.chat_sessions (student_id) values ('5d000000-0000-4000-8000-000000000004');
