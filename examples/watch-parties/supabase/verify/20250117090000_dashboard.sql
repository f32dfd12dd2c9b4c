-- check: activities and pins exist, with row level security
-- expect: 2 rows
-- expect: every row relrowsecurity
select relname, relrowsecurity
from pg_class
where oid in ('public.habitat_activities'::regclass, 'public.dashboard_pins'::regclass);

-- check: the dashboard applies the reader's policies
-- expect: true
select reloptions @> '{security_invoker=true}' as security_invoker
from pg_class
where oid = 'public.dashboard_habitats'::regclass;
