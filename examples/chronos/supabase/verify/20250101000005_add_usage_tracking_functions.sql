-- check: five functions, two of them for the server alone
-- expect: 5 rows
-- expect: every row not prosecdef and for_server and not for_strangers
-- expect: every row for_clients = (proname not in ('increment_usage_metric', 'calculate_usage_metrics'))
select
  p.proname,
  p.prosecdef,
  has_function_privilege('service_role', p.oid, 'execute') as for_server,
  has_function_privilege('authenticated', p.oid, 'execute') as for_clients,
  has_function_privilege('anon', p.oid, 'execute') as for_strangers
from pg_proc p
where p.pronamespace = 'public'::regnamespace
  and p.proname in (
    'increment_usage_metric', 'calculate_usage_metrics', 'get_creator_usage',
    'get_video_analytics_summary', 'get_creator_analytics_summary'
  );

-- check: nothing is counted where nothing is
-- expect: true
select days = 0 and videos_added = 0 and seconds_transcribed = 0 and storage_bytes = 0 and chat_messages = 0 as zeros
from public.get_creator_usage(gen_random_uuid(), '2025-01-01', '2025-12-31');

-- Tests -------------------------------------------------------------------------------------------------------------

-- test: a number that is added to twice holds both
-- as: service_role
-- expect: value 7 1 0
\ir ../fixtures/academy.sql
set local role service_role;
select public.increment_usage_metric('ca000000-0000-4000-8000-000000000001', 'chat_messages', 4, '2025-02-01');
select public.increment_usage_metric('ca000000-0000-4000-8000-000000000001', 'chat_messages', 3, '2025-02-01');
select public.increment_usage_metric('ca000000-0000-4000-8000-000000000001', 'videos_added', p_date => '2025-02-01');
select concat_ws(' ', chat_messages, videos_added, storage_bytes)
from public.usage_metrics
where creator_id = 'ca000000-0000-4000-8000-000000000001' and date = '2025-02-01';

-- test: a metric that does not exist is refused
-- as: service_role
-- expect: error 22023
\ir ../fixtures/academy.sql
set local role service_role;
select public.increment_usage_metric('ca000000-0000-4000-8000-000000000001', 'creator_id');

-- test: a creator does not count for themself
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: error 42501
\ir ../fixtures/academy.sql
select public.increment_usage_metric('ca000000-0000-4000-8000-000000000001', 'chat_messages', -4);

-- test: a day is counted from midnight to midnight UTC
-- expect: 3 rows
-- expect: every row (date, videos_added, seconds_transcribed, storage_bytes, chat_messages) in (('2025-01-04', 0, 0, 0, 0), ('2025-01-05', 2, 1530, 3000, 1), ('2025-01-06', 2, 1200, 15000, 1))
\ir ../fixtures/academy.sql
reset role;
set local timezone = 'America/Los_Angeles';
select c.*
from generate_series('2025-01-04'::timestamp, '2025-01-06', '1 day') as day,
  lateral public.calculate_usage_metrics('ca000000-0000-4000-8000-000000000001', day::date) as c;

-- test: usage is summed up, storage is that of the last day
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: 1 row
-- expect: every row days = 2 and videos_added = 3 and seconds_transcribed = 30 and storage_bytes = 600 and chat_messages = 9
\ir ../fixtures/academy.sql
select * from public.get_creator_usage('ca000000-0000-4000-8000-000000000001', '2025-01-03', '2025-01-04');

-- test: a day with more views weighs more
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: 1 row
-- expect: every row views = 4 and completions = 2 and watch_time_seconds = 1500 and average_completion = 62.50
\ir ../fixtures/academy.sql
select * from public.get_video_analytics_summary('1a000000-0000-4000-8000-000000000001', '2025-01-05', '2025-01-06');

-- test: a creator's videos are listed, most viewed first
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: value Light 3, Lenses 0, Lasers 0, Holograms 0
\ir ../fixtures/academy.sql
select string_agg(format('%s %s', title, views), ', ' order by ordinality)
from public.get_creator_analytics_summary('ca000000-0000-4000-8000-000000000001', '2025-01-01', '2025-01-05') with ordinality;

-- test: nobody reads another creator's numbers
-- as: authenticated {"sub": "b0000000-0000-4000-8000-000000000002"}
-- expect: true
\ir ../fixtures/academy.sql
select
  (select days = 0 from public.get_creator_usage('ca000000-0000-4000-8000-000000000001', '2025-01-03', '2025-01-04')) as no_usage,
  not exists (select from public.get_creator_analytics_summary('ca000000-0000-4000-8000-000000000001', '2025-01-01', '2025-12-31')) as no_analytics;
