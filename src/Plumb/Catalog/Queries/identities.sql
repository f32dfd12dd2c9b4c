-- Before 15, no sequence is unlogged.
SELECT a.attrelid AS parent, a.attnum::int AS parent_sub,
  CASE a.attidentity WHEN 'a' THEN 'always' ELSE 'by default' END AS generated,
  format('%I.%I', n.nspname, c.relname) AS sequence,
  format_type(s.seqtypid, NULL) AS type,
  s.seqstart AS start, s.seqincrement AS increment, s.seqmin AS minimum, s.seqmax AS maximum, s.seqcache AS cache,
  CASE WHEN s.seqcycle THEN true END AS cycle
  , CASE WHEN c.relpersistence = 'u' AND r.relpersistence <> 'u' THEN 'unlogged' WHEN c.relpersistence <> 'u' AND r.relpersistence = 'u' THEN 'logged' END AS persistence -- since 15
FROM pg_depend AS d
JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid AND a.attidentity <> ''
JOIN pg_class AS r ON r.oid = a.attrelid
JOIN pg_class AS c ON c.oid = d.objid
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_sequence AS s ON s.seqrelid = c.oid
WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'i' AND d.refobjsubid > 0
