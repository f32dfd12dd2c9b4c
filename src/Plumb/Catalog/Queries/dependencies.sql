-- What follows from a fact's place is left out: schemas, row types, overflow tables, a default's own column, the column that owns a
-- sequence, a trigger's own table. So is what other queries say.
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
      AND NOT (d.classid = 'pg_class'::regclass AND EXISTS (SELECT FROM pg_sequence AS s WHERE s.seqrelid = d.objid)))
