-- Keeps in a setting when it is, and the strongest lock, whether rows may be updated or deleted, the file and the scans of each relation from before that is
-- locked. Where rows were inserted, that explains the lock of a writer. An answer would end the batch; this goes along with the statements that it watches.
SELECT pg_catalog.set_config($1, pg_catalog.concat_ws('|', (EXTRACT(epoch FROM pg_catalog.clock_timestamp()) * 1000000)::bigint, (
  SELECT pg_catalog.string_agg(pg_catalog.concat_ws(',', l.relation, COALESCE(l.mode, 0),
    (l.writes AND COALESCE(pg_catalog.pg_stat_get_xact_tuples_inserted(l.relation), 0) = 0
      OR COALESCE(pg_catalog.pg_stat_get_xact_tuples_updated(l.relation), 0) + COALESCE(pg_catalog.pg_stat_get_xact_tuples_deleted(l.relation), 0) > 0)::int4,
    COALESCE(c.relfilenode, 0), COALESCE(c.reltablespace, 0),
    COALESCE(pg_catalog.pg_stat_get_xact_numscans(l.relation), 0)), '|')
  FROM (
    SELECT k.relation, pg_catalog.max(pg_catalog.array_position(ARRAY['ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'], k.mode)), bool_or(k.mode = 'RowExclusiveLock')
    FROM pg_catalog.pg_locks AS k
    WHERE k.pid = pg_catalog.pg_backend_pid() AND k.locktype = 'relation' AND k.granted AND k.relation BETWEEN 16384 AND $2
    GROUP BY k.relation
  ) AS l (relation, mode, writes)
  LEFT JOIN pg_catalog.pg_class AS c ON c.oid = l.relation
)), true)
