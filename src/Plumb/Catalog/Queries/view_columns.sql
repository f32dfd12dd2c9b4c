-- Their names, places and types follow from the definition of the view. The server's own mark of a column's version is no option of the user's.
SELECT a.attrelid AS oid, a.attnum::int AS sub, a.attrelid AS parent, a.attname::text AS name,
  format_type(a.atttypid, a.atttypmod) AS type, a.attnum::int AS position,
  CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END AS collation,
  CASE WHEN c.relkind = 'm' AND a.attstorage <> t.typstorage THEN a.attstorage::text END AS storage,
  CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS compression,
  NULLIF(a.attstattarget, -1)::int AS statistics_target,
  CASE WHEN cardinality(a.attoptions) > 1 OR a.attoptions[1] NOT LIKE 'pg\_attver=%' THEN
    (SELECT array_agg(o ORDER BY o COLLATE "C") FROM unnest(a.attoptions) AS o WHERE o NOT LIKE 'pg\_attver=%') END AS options
FROM pg_attribute AS a
JOIN pg_class AS c ON c.oid = a.attrelid AND c.relkind IN ('v', 'm') AND c.relpersistence <> 't'
LEFT JOIN pg_type AS t ON t.oid = a.atttypid
WHERE a.attrelid >= 16384 AND a.attnum > 0 AND NOT a.attisdropped
