SELECT c.oid, c.relnamespace AS parent, c.relname::text AS name, pg_get_userbyid(c.relowner)::text AS owner,
  'pg_rewrite'::regclass::oid AS alias_class, r.oid AS alias,
  pg_get_viewdef(c.oid) AS definition,
  (SELECT array_agg(o ORDER BY o COLLATE "C") FROM unnest(c.reloptions) AS o) AS options
FROM pg_class AS c
JOIN pg_rewrite AS r ON r.ev_class = c.oid AND r.rulename = '_RETURN'
WHERE c.oid >= 16384 AND c.relkind = 'v' AND c.relpersistence <> 't'
