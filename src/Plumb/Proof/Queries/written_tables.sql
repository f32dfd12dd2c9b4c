-- The tables in which the open transaction may have changed rows, those included that it dropped: each such change takes a lock that lasts as long.
SELECT DISTINCT k.relation
FROM pg_catalog.pg_locks AS k
LEFT JOIN pg_catalog.pg_class AS c ON c.oid = k.relation
WHERE k.pid = pg_catalog.pg_backend_pid() AND k.locktype = 'relation' AND k.relation >= 16384
  AND k.database = (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = pg_catalog.current_database())
  AND k.mode NOT IN ('AccessShareLock', 'RowShareLock') AND (c.relkind IS NULL OR c.relkind IN ('r', 'p'))
