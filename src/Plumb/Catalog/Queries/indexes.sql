-- The index of a constraint is described by it; here it is what comments and validity hang on.
SELECT i.indexrelid AS oid, i.indrelid AS parent, c.relname::text AS name,
  CASE WHEN k.oid IS NOT NULL THEN true END AS of_constraint,
  CASE WHEN k.oid IS NULL AND i.indisunique THEN true END AS unique,
  CASE WHEN k.oid IS NULL THEN substr(d.definition, length(format('CREATE %sINDEX %I ON %s%I.%I ',
    CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END, c.relname, CASE WHEN c.relkind = 'I' THEN 'ONLY ' ELSE '' END, n.nspname, t.relname)) + 1) END AS definition,
  CASE WHEN NOT i.indisvalid THEN true END AS invalid,
  CASE WHEN i.indisclustered THEN true END AS clustered,
  CASE WHEN k.oid IS NULL THEN s.spcname::text END AS tablespace,
  z.targets AS statistics_targets
FROM pg_index AS i
JOIN pg_class AS c ON c.oid = i.indexrelid
JOIN pg_class AS t ON t.oid = i.indrelid AND t.relkind IN ('r', 'p', 'm') AND t.relpersistence <> 't'
JOIN pg_namespace AS n ON n.oid = t.relnamespace
LEFT JOIN pg_tablespace AS s ON s.oid = c.reltablespace
LEFT JOIN pg_constraint AS k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
LEFT JOIN LATERAL (SELECT pg_get_indexdef(i.indexrelid) AS definition) AS d ON k.oid IS NULL
LEFT JOIN (
  SELECT a.attrelid, array_agg(format('%s=%s', a.attnum, a.attstattarget) ORDER BY a.attnum) AS targets
  FROM pg_attribute AS a
  WHERE a.attstattarget >= 0 AND a.attrelid >= 16384 AND a.attnum > 0
  GROUP BY a.attrelid) AS z ON z.attrelid = i.indexrelid
WHERE i.indexrelid >= 16384
