-- What follows from a fact's place is left out: schemas, row types, overflow tables, a default's own column, the column that owns a
-- sequence, a trigger's own table. So is what other queries say. What a member of an operator class or family needs, they need.
-- Before 15, a generated column needs what its expression names; since then, and here, its default does.
SELECT d.classid, d.objid, d.objsubid,
  CASE WHEN t.typrelid <> 0 THEN 'pg_class'::regclass::oid ELSE d.refclassid END AS refclassid,
  CASE WHEN t.typrelid <> 0 THEN t.typrelid WHEN t.typelem <> 0 AND t.typlen = -1 THEN t.typelem WHEN r.rngtypid IS NOT NULL THEN r.rngtypid ELSE d.refobjid END AS refobjid,
  d.refobjsubid
FROM pg_depend AS d
LEFT JOIN pg_type AS t ON d.refclassid = 'pg_type'::regclass AND t.oid = d.refobjid
LEFT JOIN pg_range AS r ON d.refclassid = 'pg_type'::regclass AND r.rngmultitypid = d.refobjid
WHERE d.objid >= 16384 AND d.refobjid >= 16384 AND d.refclassid <> 'pg_namespace'::regclass
  AND (d.deptype = 'n'
    OR d.deptype = 'a' AND (d.refobjsubid > 0 OR d.refclassid NOT IN ('pg_class'::regclass, 'pg_type'::regclass))
      AND d.classid <> 'pg_attrdef'::regclass
      AND NOT (d.classid = 'pg_class'::regclass AND d.objsubid > 0) -- before 15
      AND NOT (d.classid = 'pg_class'::regclass AND EXISTS (SELECT FROM pg_sequence AS s WHERE s.seqrelid = d.objid)))
UNION ALL
SELECT 'pg_attrdef'::regclass, e.oid, 0, d.refclassid, d.refobjid, d.refobjsubid -- before 15
FROM pg_depend AS d -- before 15
JOIN pg_attrdef AS e ON e.adrelid = d.objid AND e.adnum = d.objsubid -- before 15
WHERE d.classid = 'pg_class'::regclass AND d.objsubid > 0 AND d.deptype = 'a' AND d.objid >= 16384 AND d.refobjid >= 16384 -- before 15
UNION ALL -- before 15
SELECT o.refclassid, o.refobjid, 0, d.refclassid, d.refobjid, 0
FROM pg_depend AS d
JOIN pg_depend AS o ON o.classid = d.classid AND o.objid = d.objid AND o.refclassid IN ('pg_opclass'::regclass, 'pg_opfamily'::regclass)
WHERE d.classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass) AND d.objid >= 16384
  AND d.refclassid IN ('pg_operator'::regclass, 'pg_proc'::regclass) AND d.refobjid >= 16384
