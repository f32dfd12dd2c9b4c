-- The locks of another session, while it works.
SELECT k.relation, pg_catalog.max(pg_catalog.array_position(ARRAY['ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'], k.mode))
FROM pg_catalog.pg_locks AS k
WHERE k.pid = $1 AND k.locktype = 'relation' AND k.granted AND k.relation >= 16384
GROUP BY k.relation
