-- check: catalogue and habitat media exist, with row level security
-- expect: 2 rows
-- expect: every row relrowsecurity
select relname, relrowsecurity
from pg_class
where oid in ('public.media_items'::regclass, 'public.habitat_media'::regclass);

-- check: clients do not write the catalogue
-- expect: true
select not has_any_column_privilege('authenticated', 'public.media_items', 'insert, update') as read_only;
