-- check: module_lessons has its eleven columns
-- expect: no rows
-- hint: a column is missing, unknown or of another type; compare with the migration
with expected (column_name, data_type, is_nullable, column_default) as (
  values
    ('id', 'uuid', 'NO', 'gen_random_uuid()'),
    ('module_id', 'uuid', 'NO', null),
    ('video_id', 'uuid', 'NO', null),
    ('lesson_order', 'integer', 'NO', null),
    ('title', 'text', 'NO', null),
    ('description', 'text', 'YES', null),
    ('is_required', 'boolean', 'NO', 'true'),
    ('estimated_duration_minutes', 'integer', 'YES', null),
    ('metadata', 'jsonb', 'NO', '''{}''::jsonb'),
    ('created_at', 'timestamp with time zone', 'NO', 'now()'),
    ('updated_at', 'timestamp with time zone', 'NO', 'now()')
),
actual as (
  select column_name::text, data_type::text, is_nullable::text, column_default::text
  from information_schema.columns
  where table_schema = 'public' and table_name = 'module_lessons'
)
(select 'missing' as fault, e.* from expected e except select 'missing', a.* from actual a)
union all
(select 'unexpected', a.* from actual a except select 'unexpected', e.* from expected e);

-- check: 4 indexes, all valid
-- expect: 4 rows
-- expect: every row indisvalid and (index_name, columns) in (('idx_module_lessons_module_id', '{module_id}'), ('idx_module_lessons_video_id', '{video_id}'), ('idx_module_lessons_module_order', '{module_id,lesson_order}'), ('idx_module_lessons_unique_video_per_module', '{module_id,video_id}'))
-- hint: an index that is not valid was interrupted while it was built; drop it and run the migration again
select
  c.relname as index_name,
  i.indisvalid,
  (
    select array_agg(a.attname::text order by k.position)
    from unnest(i.indkey::smallint[]) with ordinality as k (attnum, position)
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
  ) as columns
from pg_index i
join pg_class c on c.oid = i.indexrelid
where i.indrelid = 'public.module_lessons'::regclass and not i.indisprimary;

-- check: lessons go with their module and their video, a video stands in a module once, the order begins at 1
-- expect: no rows
with expected (contype, definition) as (
  values
    ('f', 'FOREIGN KEY (module_id) REFERENCES course_modules(id) ON DELETE CASCADE'),
    ('f', 'FOREIGN KEY (video_id) REFERENCES videos(id) ON DELETE CASCADE'),
    ('u', 'UNIQUE (module_id, video_id)'),
    ('c', 'CHECK ((lesson_order > 0))')
)
select e.definition
from expected e
where not exists (
  select from pg_constraint c
  where c.conrelid = 'public.module_lessons'::regclass
    and c.contype = e.contype::"char"
    and c.convalidated
    and replace(pg_get_constraintdef(c.oid), 'public.', '') = e.definition
);

-- check: 5 policies, and row level security is on
-- expect: 5 rows
-- expect: every row enabled and roles = '{authenticated}' and (policyname like 'Creators %' or cmd = 'SELECT')
select p.policyname, p.cmd, p.roles, c.relrowsecurity as enabled
from pg_policies p
join pg_class c on c.oid = 'public.module_lessons'::regclass
where p.schemaname = 'public' and p.tablename = 'module_lessons';

-- check: updated_at is kept
-- expect: 1 row
-- expect: every row tgenabled = 'O'
select tgname, tgenabled
from pg_trigger
where tgrelid = 'public.module_lessons'::regclass and tgfoid = 'private.set_updated_at()'::regprocedure;

-- Data --------------------------------------------------------------------------------------------------------------

-- check: every lesson shows a video of its course's creator
-- expect: no rows
-- hint: it was written past row level security; students of the course cannot see the video
select l.id, l.title, v.creator_id as video_of, c.creator_id as course_of
from public.module_lessons l
join public.videos v on v.id = l.video_id
join public.course_modules m on m.id = l.module_id
join public.courses c on c.id = m.course_id
where v.creator_id <> c.creator_id;

-- Tests -------------------------------------------------------------------------------------------------------------

-- test: the documented test queries
-- expect: affected 1
\ir ../fixtures/academy.sql
reset role;
insert into module_lessons (module_id, video_id, lesson_order, title)
values (
  (select id from course_modules limit 1),
  (select id from videos limit 1),
  1,
  'Test Lesson'
);
select * from module_lessons where module_id = (select id from course_modules limit 1);
delete from module_lessons where title = 'Test Lesson';

-- test: a creator adds, changes and deletes a lesson
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: affected 1
\ir ../fixtures/academy.sql
insert into public.module_lessons (module_id, video_id, lesson_order, title)
values ('4a000000-0000-4000-8000-000000000001', '1a000000-0000-4000-8000-000000000001', 1, 'Light');
update public.module_lessons set lesson_order = 2;
delete from public.module_lessons where lesson_order = 2;

-- test: students see lessons of published courses of their creators
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: 1 row
-- expect: every row title = 'Published'
\ir ../fixtures/academy.sql
reset role;
insert into public.module_lessons (module_id, video_id, lesson_order, title)
values
  ('4a000000-0000-4000-8000-000000000001', '1a000000-0000-4000-8000-000000000001', 1, 'Published'),
  ('4a000000-0000-4000-8000-000000000003', '1a000000-0000-4000-8000-000000000001', 1, 'Draft'),
  ('4b000000-0000-4000-8000-000000000001', '1b000000-0000-4000-8000-000000000001', 1, 'Another creator');
set local role authenticated;
select title from public.module_lessons;

-- test: a student changes no lesson
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: affected 0
\ir ../fixtures/academy.sql
reset role;
insert into public.module_lessons (module_id, video_id, lesson_order, title)
values ('4a000000-0000-4000-8000-000000000001', '1a000000-0000-4000-8000-000000000001', 1, 'Published');
set local role authenticated;
update public.module_lessons set title = 'Mine';

-- test: a student adds no lesson
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: error 42501
\ir ../fixtures/academy.sql
insert into public.module_lessons (module_id, video_id, lesson_order, title)
values ('4a000000-0000-4000-8000-000000000001', '1a000000-0000-4000-8000-000000000001', 1, 'Mine');

-- test: a creator puts nothing into another creator's module
-- as: authenticated {"sub": "b0000000-0000-4000-8000-000000000002"}
-- expect: error 42501
\ir ../fixtures/academy.sql
insert into public.module_lessons (module_id, video_id, lesson_order, title)
values ('4a000000-0000-4000-8000-000000000001', '1b000000-0000-4000-8000-000000000001', 1, 'Bread');

-- test: nor another creator's video into a module of their own
-- as: authenticated {"sub": "b0000000-0000-4000-8000-000000000002"}
-- expect: error 42501
\ir ../fixtures/academy.sql
insert into public.module_lessons (module_id, video_id, lesson_order, title)
values ('4b000000-0000-4000-8000-000000000001', '1a000000-0000-4000-8000-000000000001', 1, 'Light');

-- test: who is not signed in is refused
-- as: anon
-- expect: error 42501
select * from public.module_lessons limit 1;

-- test: a video stands in a module once
-- expect: error 23505
\ir ../fixtures/academy.sql
reset role;
insert into public.module_lessons (module_id, video_id, lesson_order, title)
values
  ('4a000000-0000-4000-8000-000000000001', '1a000000-0000-4000-8000-000000000001', 1, 'Light'),
  ('4a000000-0000-4000-8000-000000000001', '1a000000-0000-4000-8000-000000000001', 2, 'Light again');

-- test: the order begins at 1
-- expect: error 23514
\ir ../fixtures/academy.sql
reset role;
insert into public.module_lessons (module_id, video_id, lesson_order, title)
values ('4a000000-0000-4000-8000-000000000001', '1a000000-0000-4000-8000-000000000001', 0, 'Light');

-- test: updated_at is the time of the change
-- expect: true
\ir ../fixtures/academy.sql
reset role;
insert into public.module_lessons (module_id, video_id, lesson_order, title, updated_at)
values ('4a000000-0000-4000-8000-000000000001', '1a000000-0000-4000-8000-000000000001', 1, 'Light', '2001-01-01');
update public.module_lessons set title = 'Light!' where title = 'Light';
select updated_at = now() as kept from public.module_lessons where title = 'Light!';

-- test: a video that is deleted takes its lessons along
-- expect: value 0
\ir ../fixtures/academy.sql
reset role;
insert into public.module_lessons (module_id, video_id, lesson_order, title)
values ('4a000000-0000-4000-8000-000000000001', '1a000000-0000-4000-8000-000000000001', 1, 'Light');
delete from public.videos where id = '1a000000-0000-4000-8000-000000000001';
select count(*) from public.module_lessons where module_id = '4a000000-0000-4000-8000-000000000001';
