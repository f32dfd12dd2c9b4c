SELECT c.oid, c.relnamespace AS parent, c.relname::text AS name, pg_get_userbyid(c.relowner)::text AS owner,
  'pg_rewrite'::regclass::oid AS alias_class, r.oid AS alias,
  pg_get_viewdef(c.oid) AS definition,
  CASE WHEN a.amname <> 'heap' THEN a.amname::text END AS access_method,
  s.spcname::text AS tablespace,
  CASE WHEN c.reloptions IS NOT NULL THEN (SELECT array_agg(o ORDER BY o COLLATE "C") FROM unnest(c.reloptions) AS o) END AS options
FROM pg_class AS c
JOIN pg_rewrite AS r ON r.ev_class = c.oid AND r.rulename = '_RETURN'
LEFT JOIN pg_am AS a ON a.oid = c.relam
LEFT JOIN pg_tablespace AS s ON s.oid = c.reltablespace
WHERE c.oid >= 16384 AND c.relkind = 'm'
