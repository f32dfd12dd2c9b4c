-- Runs under the session's search_path: what fits no type exactly is named with its type or schema.
-- Definitions are rendered from the newest rows of the catalog, not from those of the transaction. Has any changed since it began?
WITH taken (snapshot) AS (SELECT '@snapshot@'::pg_snapshot),
edge (oldest, epoch) AS (
  SELECT (pg_snapshot_xmin(snapshot)::text::bigint & 4294967295)::text::xid, (pg_snapshot_xmax(snapshot)::text::bigint >> 32) << 32 FROM taken),
changed (xmin, relation) AS (
  SELECT c.xmin, c.oid FROM pg_class AS c, edge WHERE age(c.xmin) <= age(edge.oldest)
  UNION ALL SELECT a.xmin, a.attrelid FROM pg_attribute AS a, edge WHERE age(a.xmin) <= age(edge.oldest)
  UNION ALL SELECT k.xmin, k.conrelid FROM pg_constraint AS k, edge WHERE age(k.xmin) <= age(edge.oldest)
  UNION ALL SELECT i.xmin, i.indrelid FROM pg_index AS i, edge WHERE age(i.xmin) <= age(edge.oldest)
  UNION ALL SELECT d.xmin, d.adrelid FROM pg_attrdef AS d, edge WHERE age(d.xmin) <= age(edge.oldest)
  UNION ALL SELECT r.xmin, r.ev_class FROM pg_rewrite AS r, edge WHERE age(r.xmin) <= age(edge.oldest)
  UNION ALL SELECT t.xmin, t.tgrelid FROM pg_trigger AS t, edge WHERE age(t.xmin) <= age(edge.oldest)
  UNION ALL SELECT p.xmin, p.polrelid FROM pg_policy AS p, edge WHERE age(p.xmin) <= age(edge.oldest)
  UNION ALL SELECT s.xmin, s.stxrelid FROM pg_statistic_ext AS s, edge WHERE age(s.xmin) <= age(edge.oldest)
  UNION ALL SELECT p.xmin, 0 FROM pg_proc AS p, edge WHERE age(p.xmin) <= age(edge.oldest)
  UNION ALL SELECT t.xmin, t.typrelid FROM pg_type AS t, edge WHERE age(t.xmin) <= age(edge.oldest) AND t.typcategory <> 'A'
  UNION ALL SELECT n.xmin, 0 FROM pg_namespace AS n, edge WHERE age(n.xmin) <= age(edge.oldest) AND n.nspname::text NOT LIKE 'pg\_%')
SELECT count(*)::int
FROM changed AS x, taken, edge
WHERE NOT pg_visible_in_snapshot((edge.epoch + x.xmin::text::bigint)::text::xid8, taken.snapshot)
  AND (x.relation = 0::oid OR EXISTS (SELECT FROM pg_class AS c WHERE c.oid = x.relation AND c.relpersistence <> 't'))
