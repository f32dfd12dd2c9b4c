-- check: the ten tables are there
-- expect: 10 rows
select tablename
from pg_tables
where schemaname = 'public'
  and tablename in (
    'creators', 'students', 'videos', 'video_chunks', 'courses', 'course_modules',
    'chat_sessions', 'chat_messages', 'video_analytics', 'usage_metrics'
  );

-- check: each has a uuid as primary key
-- expect: 10 rows
-- expect: every row columns = '{id}' and type = 'uuid'
select
  c.conrelid::regclass as table_name,
  (select array_agg(a.attname) from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any (c.conkey)) as columns,
  (select min(format_type(a.atttypid, a.atttypmod)) from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any (c.conkey)) as type
from pg_constraint c
where c.contype = 'p'
  and c.conrelid in (
    'public.creators'::regclass, 'public.students'::regclass, 'public.videos'::regclass, 'public.video_chunks'::regclass,
    'public.courses'::regclass, 'public.course_modules'::regclass, 'public.chat_sessions'::regclass,
    'public.chat_messages'::regclass, 'public.video_analytics'::regclass, 'public.usage_metrics'::regclass
  );

-- check: whatever belongs to something goes with it
-- expect: no rows
with expected (child, parent) as (
  values
    ('creators', 'auth.users'),
    ('students', 'auth.users'),
    ('students', 'public.creators'),
    ('videos', 'public.creators'),
    ('video_chunks', 'public.videos'),
    ('courses', 'public.creators'),
    ('course_modules', 'public.courses'),
    ('chat_sessions', 'public.students'),
    ('chat_messages', 'public.chat_sessions'),
    ('video_analytics', 'public.videos'),
    ('usage_metrics', 'public.creators')
)
select e.child, e.parent
from expected e
where not exists (
  select from pg_constraint c
  where c.contype = 'f'
    and c.conrelid = to_regclass('public.' || e.child)
    and c.confrelid = to_regclass(e.parent)
    and c.confdeltype = 'c'
    and c.convalidated
);

-- check: embeddings have 1536 dimensions
-- expect: value 1536
select atttypmod from pg_attribute where attrelid = 'public.video_chunks'::regclass and attname = 'embedding';

-- check: every video has a file
-- until: 20250111000001_add_youtube_embedding_support
-- expect: true
select attnotnull as storage_path_required
from pg_attribute
where attrelid = 'public.videos'::regclass and attname = 'storage_path';

-- check: eight tables keep updated_at
-- expect: 8 rows
-- expect: every row enabled
select t.tgrelid::regclass as table_name, t.tgenabled = 'O' as enabled
from pg_trigger t
where t.tgfoid = 'private.set_updated_at()'::regprocedure
  and t.tgrelid in (
    'public.creators'::regclass, 'public.students'::regclass, 'public.videos'::regclass, 'public.courses'::regclass,
    'public.course_modules'::regclass, 'public.chat_sessions'::regclass, 'public.video_analytics'::regclass,
    'public.usage_metrics'::regclass
  );

-- check: what policies ask cannot be called by clients, nor be misled by a search path
-- expect: 9 rows
-- expect: every row prosecdef and proconfig = '{"search_path=\"\""}' and not callable
select
  p.proname,
  p.prosecdef,
  p.proconfig,
  has_schema_privilege('authenticated', p.pronamespace, 'usage') as callable
from pg_proc p
where p.pronamespace = 'private'::regnamespace
  and p.proname in (
    'my_creators', 'my_videos', 'my_courses', 'my_modules', 'my_students',
    'my_memberships', 'joined_creators', 'joined_videos', 'joined_modules'
  );

-- check: clients reach nothing yet
-- until: 20250101000004_row_level_security
-- expect: no rows
select table_name, grantee, privilege_type
from information_schema.role_table_grants
where table_schema = 'public'
  and grantee in ('anon', 'authenticated', 'PUBLIC')
  and table_name in (
    'creators', 'students', 'videos', 'video_chunks', 'courses', 'course_modules',
    'chat_sessions', 'chat_messages', 'video_analytics', 'usage_metrics'
  );

-- Tests -------------------------------------------------------------------------------------------------------------

-- test: updated_at is the time of the change, whatever is sent
-- expect: true
\ir ../fixtures/academy.sql
reset role;
update public.videos set updated_at = '2001-01-01', title = 'Light, again' where id = '1a000000-0000-4000-8000-000000000001';
select updated_at = now() as kept from public.videos where id = '1a000000-0000-4000-8000-000000000001';

-- test: a user joins a creator once
-- expect: error 23505
\ir ../fixtures/academy.sql
reset role;
insert into public.students (creator_id, user_id, whop_user_id, whop_membership_id)
values ('ca000000-0000-4000-8000-000000000001', 'c0000000-0000-4000-8000-000000000003', 'user_academy_cid', 'mem_academy_cid_2');

-- test: an account that is deleted takes everything of its creator along, and nothing of others
-- expect: true
\ir ../fixtures/academy.sql
reset role;
delete from auth.users where id = 'a0000000-0000-4000-8000-000000000001';
select
  not exists (select from public.videos where creator_id = 'ca000000-0000-4000-8000-000000000001') as no_videos,
  not exists (select from public.video_chunks where id = '2a000000-0000-4000-8000-000000000001') as no_chunks,
  not exists (select from public.course_modules where id = '4a000000-0000-4000-8000-000000000001') as no_modules,
  not exists (select from public.chat_messages where session_id = '6c000000-0000-4000-8000-000000000003') as no_chats,
  exists (select from public.video_chunks where id = '2b000000-0000-4000-8000-000000000001') as others_stay,
  exists (select from auth.users where id = 'c0000000-0000-4000-8000-000000000003') as students_stay;
