-- What the open transaction has made, changed or dropped, as objects, and the OIDs of all their parts; where it dropped something, what it was.
-- The row of class 0 says that it touched a catalog that is not looked at here.
-- The server locks what it makes, alters, comments on or drops until the transaction ends. What it changes without a lock is found by its row, which is
-- not older than the transaction: privileges, functions, types and schemas.
WITH touched (relid, updated) AS MATERIALIZED (
  SELECT c.oid, pg_stat_get_xact_tuples_updated(c.oid) FROM pg_class AS c
  WHERE c.oid < 16384 AND c.relkind = 'r' AND c.relnamespace = 'pg_catalog'::regnamespace
    AND pg_stat_get_xact_tuples_inserted(c.oid) + pg_stat_get_xact_tuples_updated(c.oid) + pg_stat_get_xact_tuples_deleted(c.oid) > 0),
held (class, oid) AS MATERIALIZED (
  SELECT DISTINCT CASE WHEN k.locktype = 'relation' THEN 'pg_class'::regclass::oid ELSE k.classid END, CASE WHEN k.locktype = 'relation' THEN k.relation ELSE k.objid END
  FROM pg_locks AS k
  WHERE k.pid = pg_backend_pid() AND k.locktype IN ('relation', 'object') AND k.database = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database())
    AND k.mode NOT IN ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock')
    AND NOT (k.locktype = 'object' AND k.classid = 'pg_namespace'::regclass AND k.objid = pg_my_temp_schema())),
gone (class, oid) AS MATERIALIZED (
  SELECT h.class, h.oid FROM held AS h
  WHERE CASE h.class
    WHEN 'pg_class'::regclass THEN NOT EXISTS (SELECT FROM pg_class AS c WHERE c.oid = h.oid)
    WHEN 'pg_constraint'::regclass THEN NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.oid = h.oid)
    WHEN 'pg_attrdef'::regclass THEN NOT EXISTS (SELECT FROM pg_attrdef AS d WHERE d.oid = h.oid)
    WHEN 'pg_trigger'::regclass THEN NOT EXISTS (SELECT FROM pg_trigger AS t WHERE t.oid = h.oid)
    WHEN 'pg_policy'::regclass THEN NOT EXISTS (SELECT FROM pg_policy AS p WHERE p.oid = h.oid)
    WHEN 'pg_rewrite'::regclass THEN NOT EXISTS (SELECT FROM pg_rewrite AS r WHERE r.oid = h.oid)
    WHEN 'pg_type'::regclass THEN NOT EXISTS (SELECT FROM pg_type AS t WHERE t.oid = h.oid)
    WHEN 'pg_proc'::regclass THEN NOT EXISTS (SELECT FROM pg_proc AS p WHERE p.oid = h.oid)
    WHEN 'pg_namespace'::regclass THEN NOT EXISTS (SELECT FROM pg_namespace AS n WHERE n.oid = h.oid)
    WHEN 'pg_statistic_ext'::regclass THEN NOT EXISTS (SELECT FROM pg_statistic_ext AS s WHERE s.oid = h.oid) END),
fresh (class, oid) AS MATERIALIZED (
  SELECT h.class, h.oid FROM held AS h
  EXCEPT SELECT g.class, g.oid FROM gone AS g
  UNION SELECT 'pg_class'::regclass, c.oid FROM pg_class AS c
  WHERE age(c.xmin) <= 0 AND c.relkind <> 't' AND EXISTS (SELECT FROM touched WHERE relid = 'pg_class'::regclass AND updated > 0)
  UNION SELECT 'pg_class'::regclass, a.attrelid FROM pg_attribute AS a
  WHERE age(a.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_attribute'::regclass AND updated > 0)
  UNION SELECT 'pg_constraint'::regclass, k.oid FROM pg_constraint AS k
  WHERE k.contypid > 0 AND age(k.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_constraint'::regclass)
  UNION SELECT 'pg_type'::regclass, t.oid FROM pg_type AS t
  WHERE age(t.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_type'::regclass)
  UNION SELECT 'pg_type'::regclass, e.enumtypid FROM pg_enum AS e
  WHERE age(e.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_enum'::regclass)
  UNION SELECT 'pg_proc'::regclass, p.oid FROM pg_proc AS p
  WHERE age(p.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_proc'::regclass)
  UNION SELECT 'pg_namespace'::regclass, n.oid FROM pg_namespace AS n
  WHERE age(n.xmin) <= 0 AND n.nspname !~ '^pg_' AND EXISTS (SELECT FROM touched WHERE relid = 'pg_namespace'::regclass)
  UNION SELECT 'pg_statistic_ext'::regclass, s.oid FROM pg_statistic_ext AS s
  WHERE age(s.xmin) <= 0 AND EXISTS (SELECT FROM touched WHERE relid = 'pg_statistic_ext'::regclass)),
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
SELECT c.class, c.oid, true AS is_whole, false AS is_gone,
  EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = c.class AND d.objid = c.oid AND d.deptype = 'e') AS is_member
FROM changed AS c
UNION ALL SELECT g.class, g.oid, false, true, false FROM gone AS g
UNION ALL SELECT 'pg_class'::regclass, i.indexrelid, false, false, false FROM changed AS c JOIN pg_index AS i ON i.indrelid = c.oid WHERE c.class = 'pg_class'::regclass
UNION ALL SELECT 'pg_constraint'::regclass, k.oid, false, false, false FROM changed AS c JOIN pg_constraint AS k ON k.conrelid = c.oid WHERE c.class = 'pg_class'::regclass
UNION ALL SELECT 'pg_constraint'::regclass, k.oid, false, false, false FROM changed AS c JOIN pg_constraint AS k ON k.contypid = c.oid WHERE c.class = 'pg_type'::regclass
UNION ALL SELECT 'pg_attrdef'::regclass, d.oid, false, false, false FROM changed AS c JOIN pg_attrdef AS d ON d.adrelid = c.oid WHERE c.class = 'pg_class'::regclass
UNION ALL SELECT 'pg_trigger'::regclass, t.oid, false, false, false FROM changed AS c JOIN pg_trigger AS t ON t.tgrelid = c.oid WHERE c.class = 'pg_class'::regclass
UNION ALL SELECT 'pg_policy'::regclass, p.oid, false, false, false FROM changed AS c JOIN pg_policy AS p ON p.polrelid = c.oid WHERE c.class = 'pg_class'::regclass
UNION ALL SELECT 'pg_rewrite'::regclass, r.oid, false, false, false FROM changed AS c JOIN pg_rewrite AS r ON r.ev_class = c.oid WHERE c.class = 'pg_class'::regclass
UNION ALL SELECT 0, 0, true, false, false FROM touched AS t
WHERE t.relid NOT IN (
  'pg_class'::regclass, 'pg_attribute'::regclass, 'pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_index'::regclass, 'pg_type'::regclass,
  'pg_enum'::regclass, 'pg_proc'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_rewrite'::regclass, 'pg_depend'::regclass,
  'pg_shdepend'::regclass, 'pg_description'::regclass, 'pg_sequence'::regclass, 'pg_inherits'::regclass, 'pg_partitioned_table'::regclass,
  'pg_namespace'::regclass, 'pg_statistic'::regclass, 'pg_statistic_ext'::regclass, 'pg_statistic_ext_data'::regclass)
