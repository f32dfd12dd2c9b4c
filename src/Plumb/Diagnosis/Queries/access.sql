-- What decides about a table (OID $1) for a role ($2) and a command ($3): the table, its owner and row level security, the role, and the privileges.
SELECT c.oid::text, format('%I.%I', n.nspname, c.relname), quote_ident(n.nspname), quote_ident(c.relname), c.relkind::text, pg_get_userbyid(c.relowner)::text,
  c.relrowsecurity::text, c.relforcerowsecurity::text, r.rolsuper::text, r.rolbypassrls::text,
  pg_has_role(r.oid, c.relowner, 'USAGE')::text,
  has_schema_privilege(r.oid, n.oid, 'USAGE')::text, has_table_privilege(r.oid, c.oid, $3)::text,
  CASE WHEN $3 IN ('SELECT', 'INSERT', 'UPDATE') THEN has_any_column_privilege(r.oid, c.oid, $3) ELSE false END::text,
  has_table_privilege(r.oid, c.oid, 'SELECT')::text,
  (SELECT string_agg(CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee)::text END, ', ' ORDER BY a.grantee)
   FROM aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a
   WHERE a.privilege_type = $3 AND (a.grantee = 0 OR pg_has_role(r.oid, a.grantee, 'USAGE'))),
  (SELECT string_agg(CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee)::text END, ', ' ORDER BY a.grantee)
   FROM aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
   WHERE a.privilege_type = 'USAGE' AND (a.grantee = 0 OR pg_has_role(r.oid, a.grantee, 'USAGE'))),
  (SELECT string_agg(format('%s to %s', a.privilege_type, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee)::text END), ', ')
   FROM aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a WHERE a.grantee <> c.relowner AND a.privilege_type = $3),
  pg_has_role(session_user, r.oid, CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END)::text,
  array_to_string(c.reloptions, ','),
  coalesce(pg_get_userbyid(n.nspowner)::text, ''),
  c.reltuples::bigint::text
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, pg_roles r
WHERE c.oid = $1::oid AND r.rolname = $2
