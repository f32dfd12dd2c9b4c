-- What the open transaction has made or changed, as objects, and the OIDs of all their parts. The row of class 0 says that it touched a
-- catalog that is not looked at here. Rows of this transaction and its savepoints are not older than its id.
WITH touched AS (
  SELECT s.relid, s.n_tup_ins + s.n_tup_upd + s.n_tup_del AS number FROM pg_stat_xact_sys_tables AS s
  WHERE s.schemaname = 'pg_catalog' AND s.n_tup_ins + s.n_tup_upd + s.n_tup_del > 0),
fresh (class, oid) AS (
  SELECT 'pg_class'::regclass::oid, c.oid FROM pg_class AS c
  WHERE age(c.xmin) <= 0 AND c.relkind <> 't' AND EXISTS (SELECT FROM touched WHERE relid = 'pg_class'::regclass)
  UNION SELECT 'pg_class'::regclass, a.attrelid FROM pg_attribute AS a
  WHERE age(a.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_attribute'::regclass)
  UNION SELECT 'pg_class'::regclass, d.adrelid FROM pg_attrdef AS d
  WHERE age(d.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_attrdef'::regclass)
  UNION SELECT 'pg_class'::regclass, i.indrelid FROM pg_index AS i
  WHERE age(i.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_index'::regclass)
  UNION SELECT 'pg_class'::regclass, t.tgrelid FROM pg_trigger AS t
  WHERE age(t.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_trigger'::regclass)
  UNION SELECT 'pg_class'::regclass, p.polrelid FROM pg_policy AS p
  WHERE age(p.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_policy'::regclass)
  UNION SELECT 'pg_class'::regclass, r.ev_class FROM pg_rewrite AS r
  WHERE age(r.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_rewrite'::regclass)
  UNION SELECT 'pg_class'::regclass, s.seqrelid FROM pg_sequence AS s
  WHERE age(s.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_sequence'::regclass)
  UNION SELECT 'pg_class'::regclass, h.inhrelid FROM pg_inherits AS h
  WHERE age(h.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_inherits'::regclass)
  UNION SELECT 'pg_class'::regclass, p.partrelid FROM pg_partitioned_table AS p
  WHERE age(p.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_partitioned_table'::regclass)
  UNION SELECT 'pg_constraint'::regclass, k.oid FROM pg_constraint AS k
  WHERE age(k.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_constraint'::regclass)
  UNION SELECT CASE WHEN t.typrelid <> 0 THEN 'pg_class'::regclass ELSE 'pg_type'::regclass END, CASE WHEN t.typrelid <> 0 THEN t.typrelid ELSE t.oid END
  FROM pg_type AS t
  WHERE age(t.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_type'::regclass)
  UNION SELECT 'pg_type'::regclass, e.enumtypid FROM pg_enum AS e
  WHERE age(e.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_enum'::regclass)
  UNION SELECT 'pg_proc'::regclass, p.oid FROM pg_proc AS p
  WHERE age(p.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_proc'::regclass)
  UNION SELECT 'pg_namespace'::regclass, n.oid FROM pg_namespace AS n
  WHERE age(n.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_namespace'::regclass)
  UNION SELECT 'pg_statistic_ext'::regclass, s.oid FROM pg_statistic_ext AS s
  WHERE age(s.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_statistic_ext'::regclass)
  UNION SELECT d.classoid, d.objoid FROM pg_description AS d
  WHERE age(d.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_description'::regclass)
  UNION SELECT CASE WHEN d.deptype IN ('e', 'x') THEN 0 ELSE d.classid END, d.objid FROM pg_depend AS d
  WHERE age(d.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_depend'::regclass)),
owned (class, oid) AS (
  SELECT f.class, COALESCE(i.indrelid, f.oid) FROM fresh AS f LEFT JOIN pg_index AS i ON i.indexrelid = f.oid WHERE f.class = 'pg_class'::regclass
  UNION SELECT CASE WHEN k.conrelid <> 0 THEN 'pg_class'::regclass ELSE 'pg_type'::regclass END, CASE WHEN k.conrelid <> 0 THEN k.conrelid ELSE k.contypid END
  FROM fresh AS f JOIN pg_constraint AS k ON k.oid = f.oid WHERE f.class = 'pg_constraint'::regclass
  UNION SELECT 'pg_class'::regclass, t.tgrelid FROM fresh AS f JOIN pg_trigger AS t ON t.oid = f.oid WHERE f.class = 'pg_trigger'::regclass
  UNION SELECT 'pg_class'::regclass, p.polrelid FROM fresh AS f JOIN pg_policy AS p ON p.oid = f.oid WHERE f.class = 'pg_policy'::regclass
  UNION SELECT 'pg_class'::regclass, r.ev_class FROM fresh AS f JOIN pg_rewrite AS r ON r.oid = f.oid WHERE f.class = 'pg_rewrite'::regclass
  UNION SELECT CASE WHEN t.typrelid <> 0 THEN 'pg_class'::regclass ELSE f.class END, CASE WHEN t.typrelid <> 0 THEN t.typrelid ELSE f.oid END
  FROM fresh AS f LEFT JOIN pg_type AS t ON f.class = 'pg_type'::regclass AND t.oid = f.oid
  WHERE f.class NOT IN ('pg_class'::regclass, 'pg_constraint'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_rewrite'::regclass, 'pg_attrdef'::regclass)),
-- The column of an identity; and what is written down as a query over a relation, which is worded by the columns that this has.
related (class, oid) AS (
  SELECT o.class, o.oid FROM owned AS o
  UNION SELECT 'pg_class'::regclass, d.refobjid FROM owned AS o
  JOIN pg_depend AS d ON d.classid = 'pg_class'::regclass AND d.objid = o.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
  JOIN pg_sequence AS s ON s.seqrelid = o.oid
  WHERE o.class = 'pg_class'::regclass
  UNION SELECT CASE WHEN d.classid = 'pg_proc'::regclass THEN d.classid ELSE 'pg_class'::regclass END, COALESCE(r.ev_class, p.polrelid, d.objid) FROM owned AS o
  JOIN pg_depend AS d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = o.oid AND d.classid IN ('pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_proc'::regclass)
  LEFT JOIN pg_rewrite AS r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
  LEFT JOIN pg_policy AS p ON d.classid = 'pg_policy'::regclass AND p.oid = d.objid
  WHERE o.class = 'pg_class'::regclass),
changed (class, oid) AS (
  SELECT DISTINCT r.class, r.oid FROM related AS r LEFT JOIN pg_type AS t ON r.class = 'pg_type'::regclass AND t.oid = r.oid
  WHERE r.class <> 'pg_type'::regclass OR t.typtype <> 'b' OR t.typelem = 0 OR t.typlen <> -1)
SELECT c.class, c.oid, true AS is_whole FROM changed AS c
UNION ALL SELECT 'pg_class'::regclass, i.indexrelid, false FROM changed AS c JOIN pg_index AS i ON i.indrelid = c.oid WHERE c.class = 'pg_class'::regclass
UNION ALL SELECT 'pg_constraint'::regclass, k.oid, false FROM changed AS c JOIN pg_constraint AS k ON k.conrelid = c.oid WHERE c.class = 'pg_class'::regclass
UNION ALL SELECT 'pg_constraint'::regclass, k.oid, false FROM changed AS c JOIN pg_constraint AS k ON k.contypid = c.oid WHERE c.class = 'pg_type'::regclass
UNION ALL SELECT 'pg_attrdef'::regclass, d.oid, false FROM changed AS c JOIN pg_attrdef AS d ON d.adrelid = c.oid WHERE c.class = 'pg_class'::regclass
UNION ALL SELECT 'pg_trigger'::regclass, t.oid, false FROM changed AS c JOIN pg_trigger AS t ON t.tgrelid = c.oid WHERE c.class = 'pg_class'::regclass
UNION ALL SELECT 'pg_policy'::regclass, p.oid, false FROM changed AS c JOIN pg_policy AS p ON p.polrelid = c.oid WHERE c.class = 'pg_class'::regclass
UNION ALL SELECT 'pg_rewrite'::regclass, r.oid, false FROM changed AS c JOIN pg_rewrite AS r ON r.ev_class = c.oid WHERE c.class = 'pg_class'::regclass
UNION ALL SELECT 0, 0, true FROM touched AS t
WHERE t.relid NOT IN (
  'pg_class'::regclass, 'pg_attribute'::regclass, 'pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_index'::regclass, 'pg_type'::regclass,
  'pg_enum'::regclass, 'pg_proc'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_rewrite'::regclass, 'pg_depend'::regclass,
  'pg_shdepend'::regclass, 'pg_description'::regclass, 'pg_sequence'::regclass, 'pg_inherits'::regclass, 'pg_partitioned_table'::regclass,
  'pg_namespace'::regclass, 'pg_statistic'::regclass, 'pg_statistic_ext'::regclass, 'pg_statistic_ext_data'::regclass)
