-- The policies that judge new rows of the tables of that name, with their conditions.
SELECT format('%I.%I', n.nspname, c.relname), p.polname::text, CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END,
  CASE p.polcmd WHEN '*' THEN 'ALL' WHEN 'a' THEN 'INSERT' ELSE 'UPDATE' END,
  coalesce((SELECT string_agg(CASE r.oid WHEN 0 THEN 'public' ELSE pg_get_userbyid(r.oid)::text END, ', ') FROM unnest(p.polroles) r (oid)), ''),
  coalesce(pg_get_expr(p.polwithcheck, p.polrelid), pg_get_expr(p.polqual, p.polrelid))
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relname = $1 AND c.relrowsecurity AND p.polcmd IN ('*', 'a', 'w')
ORDER BY 1, 2
LIMIT 12
