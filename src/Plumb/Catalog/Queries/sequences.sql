-- The sequence of an identity column has its options there; here it is what grants and comments hang on.
SELECT c.oid, c.relnamespace AS parent, c.relname::text AS name, pg_get_userbyid(c.relowner)::text AS owner,
  CASE WHEN i.objid IS NOT NULL THEN true END AS of_identity,
  i.refclassid AS needs_class, i.refobjid AS needs, i.refobjsubid AS needs_sub,
  CASE WHEN i.objid IS NULL THEN format_type(s.seqtypid, NULL) END AS type,
  CASE WHEN i.objid IS NULL THEN s.seqstart END AS start,
  CASE WHEN i.objid IS NULL THEN s.seqincrement END AS increment,
  CASE WHEN i.objid IS NULL THEN s.seqmin END AS minimum,
  CASE WHEN i.objid IS NULL THEN s.seqmax END AS maximum,
  CASE WHEN i.objid IS NULL THEN s.seqcache END AS cache,
  CASE WHEN i.objid IS NULL AND s.seqcycle THEN true END AS cycle,
  CASE WHEN i.objid IS NULL AND c.relpersistence = 'u' THEN true END AS unlogged
FROM pg_class AS c
JOIN pg_sequence AS s ON s.seqrelid = c.oid
LEFT JOIN pg_depend AS i
  ON i.classid = 'pg_class'::regclass AND i.objid = c.oid AND i.objsubid = 0
  AND i.refclassid = 'pg_class'::regclass AND i.deptype = 'i'
WHERE c.oid >= 16384 AND c.relkind = 'S' AND c.relpersistence <> 't'
