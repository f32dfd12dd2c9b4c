SELECT t.oid, t.typnamespace AS parent, t.typname::text AS name, pg_get_userbyid(t.typowner)::text AS owner,
  format_type(r.rngsubtype, NULL) AS subtype,
  CASE WHEN r.rngcollation <> s.typcollation THEN r.rngcollation::regcollation::text END AS collation,
  CASE WHEN NOT o.opcdefault THEN format('%I.%I', n.nspname, o.opcname) END AS subtype_opclass,
  CASE WHEN r.rngcanonical <> 0 THEN r.rngcanonical::oid::regprocedure::text END AS canonical,
  CASE WHEN r.rngsubdiff <> 0 THEN r.rngsubdiff::oid::regprocedure::text END AS subtype_diff,
  NULLIF(r.rngmultitypid, 0)::regtype::text AS multirange_type
FROM pg_type AS t
JOIN pg_range AS r ON r.rngtypid = t.oid
JOIN pg_type AS s ON s.oid = r.rngsubtype
JOIN pg_opclass AS o ON o.oid = r.rngsubopc
JOIN pg_namespace AS n ON n.oid = o.opcnamespace
WHERE t.oid >= 16384 AND t.typtype = 'r'
