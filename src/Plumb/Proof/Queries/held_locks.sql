-- The locks of another session, while it works: those it has, and the one that it waits for; 0 stands for what is no relation.
SELECT COALESCE(k.relation, 0), pg_catalog.max(pg_catalog.array_position(ARRAY['ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'], k.mode)),
  bool_or(NOT k.granted)
FROM pg_catalog.pg_locks AS k
WHERE k.pid = $1 AND (k.locktype = 'relation' AND k.relation >= 16384 OR NOT k.granted)
GROUP BY k.relation
