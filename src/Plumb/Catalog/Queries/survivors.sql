-- What is left in the catalogs from which the open transaction has deleted something; of comments, only that some are gone; of
-- dependencies, those on extensions.
WITH thinned AS (SELECT s.relid FROM pg_stat_xact_sys_tables AS s WHERE s.schemaname = 'pg_catalog' AND s.n_tup_del > 0)
SELECT t.relid AS class, CASE t.relid
  WHEN 'pg_class'::regclass THEN (SELECT COALESCE(array_agg(c.oid), '{}') FROM pg_class AS c)
  WHEN 'pg_constraint'::regclass THEN (SELECT COALESCE(array_agg(k.oid), '{}') FROM pg_constraint AS k)
  WHEN 'pg_attrdef'::regclass THEN (SELECT COALESCE(array_agg(d.oid), '{}') FROM pg_attrdef AS d)
  WHEN 'pg_trigger'::regclass THEN (SELECT COALESCE(array_agg(g.oid), '{}') FROM pg_trigger AS g)
  WHEN 'pg_policy'::regclass THEN (SELECT COALESCE(array_agg(p.oid), '{}') FROM pg_policy AS p)
  WHEN 'pg_rewrite'::regclass THEN (SELECT COALESCE(array_agg(r.oid), '{}') FROM pg_rewrite AS r)
  WHEN 'pg_type'::regclass THEN (SELECT COALESCE(array_agg(y.oid), '{}') FROM pg_type AS y)
  WHEN 'pg_proc'::regclass THEN (SELECT COALESCE(array_agg(f.oid), '{}') FROM pg_proc AS f)
  WHEN 'pg_namespace'::regclass THEN (SELECT COALESCE(array_agg(n.oid), '{}') FROM pg_namespace AS n)
  WHEN 'pg_statistic_ext'::regclass THEN (SELECT COALESCE(array_agg(s.oid), '{}') FROM pg_statistic_ext AS s)
  WHEN 'pg_depend'::regclass THEN (SELECT COALESCE(array_agg(d.objid), '{}') FROM pg_depend AS d WHERE d.deptype IN ('e', 'x') AND d.refclassid = 'pg_extension'::regclass) END AS oids
FROM thinned AS t
WHERE t.relid IN (
  'pg_class'::regclass, 'pg_constraint'::regclass, 'pg_attrdef'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_rewrite'::regclass,
  'pg_type'::regclass, 'pg_proc'::regclass, 'pg_namespace'::regclass, 'pg_statistic_ext'::regclass, 'pg_description'::regclass,
  'pg_depend'::regclass)
