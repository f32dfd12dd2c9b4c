-- The relations that a migration finds, the files that hold them, how often this session's transaction has read them from end to end, and what they
-- are partitions of.
SELECT c.oid, c.relkind::text, COALESCE(i.indrelid, c.oid), pg_catalog.format('%I.%I', n.nspname, c.relname), c.relfilenode, c.reltablespace,
  COALESCE(pg_catalog.pg_stat_get_xact_numscans(c.oid), 0),
  COALESCE(CASE WHEN c.relispartition AND c.relkind IN ('r', 'p') THEN (SELECT h.inhparent FROM pg_catalog.pg_inherits AS h WHERE h.inhrelid = c.oid) END, 0)
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_index AS i ON i.indexrelid = c.oid
WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'm', 'i', 'I') AND c.relpersistence <> 't' AND n.nspname !~ '^pg_'
