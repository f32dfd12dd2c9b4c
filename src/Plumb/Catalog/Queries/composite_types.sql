SELECT c.oid, c.relnamespace AS parent, c.relname::text AS name, pg_get_userbyid(c.relowner)::text AS owner,
  'pg_type'::regclass::oid AS alias_class, c.reltype AS alias
FROM pg_class AS c
WHERE c.oid >= 16384 AND c.relkind = 'c'
