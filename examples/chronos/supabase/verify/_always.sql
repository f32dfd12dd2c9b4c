-- Health checks of the whole database: read-only, at any time, on any environment, however far it has come. What belongs to
-- one table stands in the verify script of its migration.

-- check: no table is open
-- expect: no rows
-- hint: ALTER TABLE … ENABLE ROW LEVEL SECURITY; without it every client reads and writes what its role has rights on
select relname
from pg_class
where relnamespace = 'public'::regnamespace
  and relkind in ('r', 'p')
  and not relrowsecurity
  and (
    has_any_column_privilege('authenticated', oid, 'select, insert, update')
    or has_any_column_privilege('anon', oid, 'select, insert, update')
  );

-- check: no index is invalid
-- expect: no rows
-- hint: it was interrupted while it was built; run REINDEX INDEX CONCURRENTLY on it
select indexrelid::regclass as index_name
from pg_index
join pg_class on pg_class.oid = indexrelid
where relnamespace = 'public'::regnamespace and not indisvalid;

-- check: every constraint is validated
-- expect: no rows
-- hint: ALTER TABLE … VALIDATE CONSTRAINT …; rows from before it may break it
select conrelid::regclass as table_name, conname
from pg_constraint
where connamespace = 'public'::regnamespace and not convalidated;
