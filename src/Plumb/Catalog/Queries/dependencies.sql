-- What follows from a fact's place is left out: schemas, row types, tables of overflow values, the column that owns a sequence.
SELECT d.classid, d.objid, d.objsubid,
  CASE WHEN t.typrelid <> 0 THEN 'pg_class'::regclass::oid ELSE d.refclassid END AS refclassid,
  CASE WHEN t.typrelid <> 0 THEN t.typrelid WHEN t.typelem <> 0 AND t.typlen = -1 THEN t.typelem WHEN r.rngtypid IS NOT NULL THEN r.rngtypid ELSE d.refobjid END AS refobjid,
  d.refobjsubid
FROM pg_depend AS d
LEFT JOIN pg_type AS t ON d.refclassid = 'pg_type'::regclass AND t.oid = d.refobjid
LEFT JOIN pg_range AS r ON d.refclassid = 'pg_type'::regclass AND r.rngmultitypid = d.refobjid
WHERE d.objid >= 16384 AND d.refobjid >= 16384 AND d.deptype IN ('n', 'a', 'i')
  AND d.refclassid <> 'pg_namespace'::regclass
  AND NOT (d.classid = 'pg_type'::regclass AND d.deptype = 'i')
  AND NOT (d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.objsubid = 0
           AND EXISTS (SELECT FROM pg_sequence AS s WHERE s.seqrelid = d.objid))
