-- check: report_schedules has its 16 columns
-- expect: 16 rows
select column_name, data_type
from information_schema.columns
where table_schema = 'public' and table_name = 'report_schedules';

-- check: it has 7 CHECK constraints, all in force
-- expect: 7 rows
-- expect: every row convalidated
select conname, convalidated
from pg_constraint
where conrelid = 'public.report_schedules'::regclass and contype = 'c';

-- check: 2 indexes, all valid
-- expect: 2 rows
-- expect: every row indisvalid
select indexrelid::regclass as index_name, indisvalid
from pg_index
where indexrelid in (to_regclass('public.idx_report_schedules_creator_id'), to_regclass('public.idx_report_schedules_due'));

-- check: 4 policies, and row level security is on
-- expect: 4 rows
-- expect: every row enabled and roles = '{authenticated}'
select p.policyname, p.cmd, p.roles, c.relrowsecurity as enabled
from pg_policies p
join pg_class c on c.oid = 'public.report_schedules'::regclass
where p.schemaname = 'public' and p.tablename = 'report_schedules';

-- check: the server alone says when a report is due
-- expect: true
select
  not has_column_privilege('authenticated', 'public.report_schedules', 'next_run_at', 'insert, update') as next_run_is_safe,
  not has_any_column_privilege('anon', 'public.report_schedules', 'select, insert, update') as anon_has_nothing;

-- test: a creator schedules, changes and deletes a report
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: affected 1
\ir ../fixtures/academy.sql
insert into public.report_schedules (creator_id, name, frequency, day_of_week, recipients)
values ('ca000000-0000-4000-8000-000000000001', 'Mondays', 'weekly', 1, '{ada@academy.test}');
update public.report_schedules set frequency = 'monthly', day_of_week = null, day_of_month = 1;
delete from public.report_schedules where frequency = 'monthly' and updated_at = now();

-- test: a creator schedules nothing for another
-- as: authenticated {"sub": "b0000000-0000-4000-8000-000000000002"}
-- expect: error 42501
\ir ../fixtures/academy.sql
insert into public.report_schedules (creator_id, name, frequency, recipients)
values ('ca000000-0000-4000-8000-000000000001', 'Daily', 'daily', '{bea@academy.test}');

-- test: nobody else sees or changes a schedule
-- as: authenticated {"sub": "b0000000-0000-4000-8000-000000000002"}
-- expect: affected 0
\ir ../fixtures/academy.sql
reset role;
insert into public.report_schedules (creator_id, name, frequency, recipients)
values ('ca000000-0000-4000-8000-000000000001', 'Daily', 'daily', '{ada@academy.test}');
set local role authenticated;
update public.report_schedules set recipients = '{bea@academy.test}';

-- test: a weekly report needs its day
-- expect: error 23514
\ir ../fixtures/academy.sql
reset role;
insert into public.report_schedules (creator_id, name, frequency, recipients)
values ('ca000000-0000-4000-8000-000000000001', 'When?', 'weekly', '{ada@academy.test}');
