-- Those of the system only where somebody changed their privileges.
SELECT c.oid, c.relnamespace AS parent, c.relname::text AS name, pg_get_userbyid(c.relowner)::text AS owner,
  'pg_rewrite'::regclass::oid AS alias_class, r.oid AS alias,
  CASE WHEN c.oid >= 16384 THEN pg_get_viewdef(c.oid) END AS definition,
  CASE WHEN c.reloptions IS NOT NULL THEN (SELECT array_agg(o ORDER BY o COLLATE "C") FROM unnest(c.reloptions) AS o) END AS options
FROM pg_class AS c
JOIN pg_rewrite AS r ON r.ev_class = c.oid AND r.rulename = '_RETURN'
LEFT JOIN pg_init_privs AS i ON c.oid < 16384 AND i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND i.objsubid = 0
WHERE (c.oid >= 16384 OR c.relacl IS DISTINCT FROM i.initprivs) AND c.relkind = 'v' AND c.relpersistence <> 't'
