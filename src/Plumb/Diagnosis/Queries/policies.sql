-- Every policy of a table ($1), and whether it is for a role ($2).
SELECT p.polname::text, p.polpermissive::text,
  CASE p.polcmd WHEN '*' THEN 'ALL' WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' ELSE 'DELETE' END,
  (SELECT string_agg(CASE o.oid WHEN 0 THEN 'public' ELSE pg_get_userbyid(o.oid)::text END, ', ' ORDER BY o.oid) FROM unnest(p.polroles) o (oid)),
  (SELECT bool_or(o.oid = 0 OR pg_has_role($2, o.oid, 'USAGE')) FROM unnest(p.polroles) o (oid))::text,
  pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
FROM pg_policy p WHERE p.polrelid = $1::oid
ORDER BY NOT p.polpermissive, p.polname
