-- check: habitat_watch_parties exists, with row level security and 4 policies
-- expect: true
select
  c.relrowsecurity as row_level_security,
  (select count(*) = 4 from pg_policy p where p.polrelid = c.oid) as four_policies
from pg_class c
where c.oid = 'public.habitat_watch_parties'::regclass;

-- check: both views apply the reader's policies
-- expect: 2 rows
-- expect: every row reloptions @> '{security_invoker=true}'
select relname, reloptions
from pg_class
where oid in ('public.streams_with_participants'::regclass, 'public.upcoming_watch_parties'::regclass);

-- check: clients do not write participant_count
-- expect: true
select not has_column_privilege('authenticated', 'public.habitat_watch_parties', 'participant_count', 'insert, update') as count_is_safe;
