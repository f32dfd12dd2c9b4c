SELECT e.oid, e.extname::text AS name,
  n.nspname::text AS schema, 'pg_namespace'::regclass::oid AS needs_class, n.oid AS needs
FROM pg_extension AS e
JOIN pg_namespace AS n ON n.oid = e.extnamespace
