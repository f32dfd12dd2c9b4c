-- How large tables are, as the server's own statistics say it; no row is read. An analyzed table has grown as its
-- size has; of one that was never analyzed, or was when it was empty, and whose counters were reset, the size tells that it is not empty. Of a partitioned table, the sums of its partitions.
WITH tables AS (
  SELECT c.oid, c.relkind, pg_catalog.format('%I.%I', n.nspname, c.relname) AS name,
    CASE WHEN c.relkind = 'p' THEN NULL WHEN pg_catalog.pg_relation_size(c.oid) = 0 THEN 0
      WHEN c.reltuples > 0 AND c.relpages > 0 THEN
        (c.reltuples / c.relpages * (pg_catalog.pg_relation_size(c.oid) / pg_catalog.current_setting('block_size')::bigint))::bigint
      ELSE COALESCE(NULLIF(pg_catalog.pg_stat_get_live_tuples(c.oid), 0), pg_catalog.pg_relation_size(c.oid) / 100) END AS rows,
    pg_catalog.pg_total_relation_size(c.oid) AS bytes,
    c.relkind <> 'p' AND c.reltuples <= 0 AND pg_catalog.pg_relation_size(c.oid) > 0 AS unanalyzed
  FROM pg_catalog.pg_class AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'plumb', 'supabase_migrations')
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e')
)
SELECT t.name,
  COALESCE(t.rows, (SELECT sum(l.rows) FROM pg_catalog.pg_partition_tree(t.oid) AS p JOIN tables AS l ON l.oid = p.relid), 0)::bigint,
  (CASE WHEN t.relkind = 'p' THEN COALESCE((SELECT sum(l.bytes) FROM pg_catalog.pg_partition_tree(t.oid) AS p JOIN tables AS l ON l.oid = p.relid), 0) ELSE t.bytes END)::bigint,
  t.unanalyzed,
  s.names, s.widths, s.nulls, s.distincts
FROM tables AS t
LEFT JOIN LATERAL (
  SELECT array_agg(a.attname::text ORDER BY a.attnum) AS names, array_agg(x.avg_width ORDER BY a.attnum) AS widths,
    array_agg(x.null_frac::float8 ORDER BY a.attnum) AS nulls, array_agg(x.n_distinct::float8 ORDER BY a.attnum) AS distincts
  FROM pg_catalog.pg_class AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_catalog.pg_stats AS x ON x.schemaname = n.nspname AND x.tablename = c.relname AND x.attname = a.attname AND x.inherited = (c.relkind = 'p')
  WHERE c.oid = t.oid
) AS s ON true
ORDER BY t.name
