SELECT c.oid, c.relnamespace AS parent, c.relname::text AS name, pg_get_userbyid(c.relowner)::text AS owner,
  'pg_type'::regclass::oid AS alias_class, c.reltype AS alias,
  s.srvname::text AS server,
  (SELECT array_agg(o ORDER BY o COLLATE "C") FROM unnest(f.ftoptions) AS o) AS options
FROM pg_class AS c
JOIN pg_foreign_table AS f ON f.ftrelid = c.oid
JOIN pg_foreign_server AS s ON s.oid = f.ftserver
WHERE c.oid >= 16384 AND c.relkind = 'f'
