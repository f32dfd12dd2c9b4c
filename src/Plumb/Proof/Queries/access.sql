-- Views that do not ask as their caller show every row that their owner sees.
SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS name, r.rolname::text, k.command,
  CASE
    WHEN r.oid IS NULL THEN '-'
    WHEN NOT has_schema_privilege(r.oid, n.oid, 'USAGE') THEN '-'
    WHEN NOT (has_table_privilege(r.oid, c.oid, k.command) OR k.command <> 'DELETE' AND has_any_column_privilege(r.oid, c.oid, k.command)) THEN '-'
    WHEN c.relkind IN ('v', 'm') THEN CASE WHEN 'security_invoker=true' = ANY (c.reloptions) OR 'security_invoker=on' = ANY (c.reloptions) THEN 'filtered' ELSE 'all' END
    WHEN NOT c.relrowsecurity THEN 'all'
    ELSE COALESCE((
      SELECT CASE WHEN bool_or(COALESCE(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) = 'true') THEN 'all' ELSE 'filtered' END
      FROM pg_policy AS p
      WHERE p.polrelid = c.oid AND p.polpermissive AND p.polcmd IN ('*', k.letter)
        AND (p.polroles = '{0}' OR EXISTS (SELECT FROM unnest(p.polroles) AS granted WHERE pg_has_role(r.oid, granted, 'USAGE')))), '-')
  END
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
CROSS JOIN (VALUES ('SELECT', 'r'::"char"), ('INSERT', 'a'), ('UPDATE', 'w'), ('DELETE', 'd')) AS k (command, letter)
LEFT JOIN pg_roles AS r ON NOT r.rolsuper AND NOT r.rolbypassrls AND r.rolname NOT LIKE 'pg\_%' AND r.rolname NOT LIKE 'supabase\_%'
  AND r.rolname NOT IN ('authenticator', 'dashboard_user', 'pgbouncer', 'pgsodium_keyholder', 'pgsodium_keyiduser', 'pgsodium_keymaker')
  AND NOT pg_has_role(r.oid, c.relowner, 'USAGE')
WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't' AND pg_has_role(c.relowner, 'USAGE')
  AND n.nspname NOT LIKE 'pg\_%' AND n.nspname NOT IN ('information_schema', 'plumb')
