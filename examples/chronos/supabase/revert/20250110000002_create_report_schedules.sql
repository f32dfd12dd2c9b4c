-- Every schedule is lost.

drop table public.report_schedules;

-- check: report_schedules is removed
-- expect: true
select to_regclass('public.report_schedules') is null as removed;
