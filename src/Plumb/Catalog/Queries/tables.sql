-- Those of the system only where somebody changed their privileges.
SELECT c.oid, c.relnamespace AS parent, c.relname::text AS name, pg_get_userbyid(c.relowner)::text AS owner,
  'pg_type'::regclass::oid AS alias_class, c.reltype AS alias,
  CASE c.relpersistence WHEN 'u' THEN true END AS unlogged,
  CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_by,
  CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END AS of_type,
  CASE WHEN a.amname <> 'heap' THEN a.amname::text END AS access_method,
  s.spcname::text AS tablespace,
  CASE WHEN c.reloptions IS NOT NULL THEN (SELECT array_agg(o ORDER BY o COLLATE "C") FROM unnest(c.reloptions) AS o) END AS options,
  CASE WHEN t.reloptions IS NOT NULL THEN (SELECT array_agg(o ORDER BY o COLLATE "C") FROM unnest(t.reloptions) AS o) END AS toast_options
FROM pg_class AS c
LEFT JOIN pg_am AS a ON a.oid = c.relam
LEFT JOIN pg_tablespace AS s ON s.oid = c.reltablespace
LEFT JOIN pg_class AS t ON t.oid = c.reltoastrelid AND t.reloptions IS NOT NULL
LEFT JOIN pg_init_privs AS i ON c.oid < 16384 AND i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND i.objsubid = 0
WHERE (c.oid >= 16384 OR c.relacl IS DISTINCT FROM i.initprivs) AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
