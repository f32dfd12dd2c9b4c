-- check: video_analytics_events has its ten columns
-- expect: no rows
-- hint: a column is missing, unknown or of another type; compare with the migration
with expected (column_name, data_type, is_nullable) as (
  values
    ('id', 'uuid', 'NO'),
    ('event_type', 'text', 'NO'),
    ('video_id', 'uuid', 'NO'),
    ('creator_id', 'uuid', 'NO'),
    ('student_id', 'uuid', 'YES'),
    ('course_id', 'uuid', 'YES'),
    ('module_id', 'uuid', 'YES'),
    ('metadata', 'jsonb', 'NO'),
    ('timestamp', 'timestamp with time zone', 'NO'),
    ('created_at', 'timestamp with time zone', 'NO')
),
actual as (
  select column_name::text, data_type::text, is_nullable::text
  from information_schema.columns
  where table_schema = 'public' and table_name = 'video_analytics_events'
)
(select 'missing' as fault, e.* from expected e except select 'missing', a.* from actual a)
union all
(select 'unexpected', a.* from actual a except select 'unexpected', e.* from expected e);

-- check: 7 indexes, all valid
-- expect: 7 rows
-- expect: every row indisvalid and (index_name, columns) in (('idx_video_analytics_video_id', '{video_id}'), ('idx_video_analytics_creator_id', '{creator_id}'), ('idx_video_analytics_student_id', '{student_id}'), ('idx_video_analytics_event_type', '{event_type}'), ('idx_video_analytics_timestamp', '{timestamp}'), ('idx_video_analytics_course_events', '{course_id,event_type,timestamp}'), ('idx_video_analytics_student_events', '{student_id,video_id,event_type,timestamp}'))
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
where i.indrelid = 'public.video_analytics_events'::regclass and not i.indisprimary;

-- check: the eight event types are allowed
-- expect: 1 row
-- expect: every row convalidated and definition like all ('{%video_imported%,%video_transcribed%,%video_embedded%,%video_added_to_course%,%video_started%,%video_progress%,%video_completed%,%video_rewatched%}')
select convalidated, pg_get_constraintdef(oid) as definition
from pg_constraint
where conrelid = 'public.video_analytics_events'::regclass and conname = 'video_analytics_events_event_type_check';

-- check: 2 policies, for reading and for recording, and row level security is on
-- expect: 2 rows
-- expect: every row enabled and (cmd, roles) in (('SELECT', '{authenticated}'), ('INSERT', '{service_role}'))
select p.policyname, p.cmd, p.roles::text, c.relrowsecurity as enabled
from pg_policies p
join pg_class c on c.oid = 'public.video_analytics_events'::regclass
where p.schemaname = 'public' and p.tablename = 'video_analytics_events';

-- check: nobody may change or delete an event
-- expect: 3 rows
-- expect: every row not may_change and not may_delete and not may_empty
select
  rolname,
  has_any_column_privilege(oid, 'public.video_analytics_events', 'update') as may_change,
  has_table_privilege(oid, 'public.video_analytics_events', 'delete') as may_delete,
  has_table_privilege(oid, 'public.video_analytics_events', 'truncate') as may_empty
from pg_roles
where rolname in ('anon', 'authenticated', 'service_role');

-- check: track_video_event is for the server
-- expect: 1 row
-- expect: every row for_server and not for_clients and not for_strangers
select
  p.oid::regprocedure as signature,
  has_function_privilege('service_role', p.oid, 'execute') as for_server,
  has_function_privilege('authenticated', p.oid, 'execute') as for_clients,
  has_function_privilege('anon', p.oid, 'execute') as for_strangers
from pg_proc p
where p.pronamespace = 'public'::regnamespace and p.proname = 'track_video_event';

-- Tests -------------------------------------------------------------------------------------------------------------

-- test: the documented test queries
-- expect: rows
\ir ../fixtures/academy.sql
reset role;
select track_video_event(
  'video_started',
  (select id from videos limit 1),
  (select id from creators limit 1),
  p_metadata := '{"device": "test"}'::jsonb
);
select * from video_analytics_events order by timestamp desc limit 5;

-- test: the server records an event, with where the video comes from
-- as: service_role
-- expect: 1 row
-- expect: every row metadata = '{"device": "test", "source_type": "upload"}' and timestamp = now() and student_id is not null
\ir ../fixtures/academy.sql
set local role service_role;
select public.track_video_event(
  'video_started',
  '1a000000-0000-4000-8000-000000000001',
  'ca000000-0000-4000-8000-000000000001',
  '5c000000-0000-4000-8000-000000000003',
  p_metadata := '{"device": "test"}');
select * from public.video_analytics_events where video_id = '1a000000-0000-4000-8000-000000000001';

-- test: every event type can be recorded
-- as: service_role
-- expect: value 12
\ir ../fixtures/academy.sql
set local role service_role;
select public.track_video_event(t.event_type, '1a000000-0000-4000-8000-000000000001', 'ca000000-0000-4000-8000-000000000001', p_metadata := t.metadata)
from (
  values
    ('video_imported', null::jsonb), ('video_transcribed', '{}'), ('video_embedded', '{}'), ('video_added_to_course', '{}'),
    ('video_started', '{}'), ('video_completed', '{}'), ('video_rewatched', '{}'),
    ('video_progress', '{"milestone": 10}'), ('video_progress', '{"milestone": 25}'), ('video_progress', '{"milestone": 50}'),
    ('video_progress', '{"milestone": 75}'), ('video_progress', '{"milestone": 90}')
) as t (event_type, metadata);
select count(*) from public.video_analytics_events where video_id = '1a000000-0000-4000-8000-000000000001';

-- test: an unknown event type is refused
-- as: service_role
-- expect: error 23514
\ir ../fixtures/academy.sql
set local role service_role;
select public.track_video_event('video_skipped', '1a000000-0000-4000-8000-000000000001', 'ca000000-0000-4000-8000-000000000001');

-- test: progress comes in milestones
-- as: service_role
-- expect: error 23514
\ir ../fixtures/academy.sql
set local role service_role;
select public.track_video_event('video_progress', '1a000000-0000-4000-8000-000000000001', 'ca000000-0000-4000-8000-000000000001', p_metadata := '{"milestone": 30}');

-- test: an event is not recorded for another creator's video
-- as: service_role
-- expect: error 23503
\ir ../fixtures/academy.sql
set local role service_role;
select public.track_video_event('video_started', '1b000000-0000-4000-8000-000000000001', 'ca000000-0000-4000-8000-000000000001');

-- test: the server changes no event
-- as: service_role
-- expect: error 42501
update public.video_analytics_events set event_type = 'video_completed';

-- test: the server deletes no event
-- as: service_role
-- expect: error 42501
delete from public.video_analytics_events;

-- test: a creator changes no event
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: error 42501
update public.video_analytics_events set event_type = 'video_completed';

-- test: a creator deletes no event
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: error 42501
delete from public.video_analytics_events;

-- test: a creator records none
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: error 42501
\ir ../fixtures/academy.sql
insert into public.video_analytics_events (event_type, video_id, creator_id)
values ('video_completed', '1a000000-0000-4000-8000-000000000001', 'ca000000-0000-4000-8000-000000000001');

-- test: creators see events of their own videos only
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: 1 row
-- expect: every row video_id = '1a000000-0000-4000-8000-000000000001'
\ir ../fixtures/academy.sql
reset role;
select public.track_video_event('video_started', '1a000000-0000-4000-8000-000000000001', 'ca000000-0000-4000-8000-000000000001');
select public.track_video_event('video_started', '1b000000-0000-4000-8000-000000000001', 'ca000000-0000-4000-8000-000000000002');
set local role authenticated;
select video_id from public.video_analytics_events;

-- test: students see none, not even of themselves
-- as: authenticated {"sub": "c0000000-0000-4000-8000-000000000003"}
-- expect: no rows
\ir ../fixtures/academy.sql
reset role;
select public.track_video_event('video_started', '1a000000-0000-4000-8000-000000000001', 'ca000000-0000-4000-8000-000000000001', '5c000000-0000-4000-8000-000000000003');
set local role authenticated;
select video_id from public.video_analytics_events;

-- test: an event outlives its student and its course, and no longer names them
-- expect: true
\ir ../fixtures/academy.sql
reset role;
select public.track_video_event(
  'video_completed', '1a000000-0000-4000-8000-000000000001', 'ca000000-0000-4000-8000-000000000001',
  '5c000000-0000-4000-8000-000000000003', '3a000000-0000-4000-8000-000000000001', '4a000000-0000-4000-8000-000000000001');
delete from public.students where id = '5c000000-0000-4000-8000-000000000003';
delete from public.courses where id = '3a000000-0000-4000-8000-000000000001';
select student_id is null as student, course_id is null as course, module_id is null as module
from public.video_analytics_events
where video_id = '1a000000-0000-4000-8000-000000000001' and event_type = 'video_completed';
