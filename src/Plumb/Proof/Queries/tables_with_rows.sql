-- Of the tables $1, or of all, and of those that the open transaction has written to.
SELECT format('%I.%I', n.nspname, c.relname)
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.oid >= 16384 AND c.relkind IN ('r', 'm') AND c.relpersistence <> 't' AND pg_relation_size(c.oid) > 0 AND c.relispopulated
  AND n.nspname NOT LIKE 'pg\_%' AND n.nspname NOT IN ('information_schema', 'plumb', 'supabase_migrations')
  AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
  AND ($1::oid[] IS NULL OR c.oid = ANY ($1)
    OR c.oid IN (SELECT s.relid FROM pg_stat_xact_user_tables AS s WHERE s.n_tup_ins + s.n_tup_upd + s.n_tup_del > 0))
ORDER BY 1
