-- The tables $1 and those named $2, as wanted with those that point to them by a foreign key; and what all of these point to, directly or through others.
-- A partition stands for the table that it is one of.
WITH RECURSIVE named (oid) AS (
  SELECT COALESCE(pg_partition_root(o)::oid, o) FROM (SELECT unnest($1::oid[]) UNION SELECT to_regclass(n)::oid FROM unnest($2::text[]) AS n) AS given (o) WHERE o IS NOT NULL
),
wanted (oid) AS (
  SELECT n.oid FROM named AS n
  UNION
  SELECT k.conrelid FROM named AS n
  JOIN pg_depend AS d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = n.oid AND d.classid = 'pg_constraint'::regclass
  JOIN pg_constraint AS k ON k.oid = d.objid AND k.contype = 'f' AND k.confrelid = n.oid
),
tied (oid) AS (
  SELECT w.oid FROM wanted AS w
  UNION
  SELECT k.confrelid FROM tied AS t JOIN pg_constraint AS k ON k.conrelid = t.oid AND k.contype = 'f'
)
SELECT t.oid, t.oid IN (SELECT w.oid FROM wanted AS w) FROM tied AS t
