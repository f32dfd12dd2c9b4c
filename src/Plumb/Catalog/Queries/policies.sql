SELECT p.oid, p.polrelid AS parent, p.polname::text AS name,
  CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update' WHEN 'd' THEN 'delete' ELSE 'all' END AS command,
  CASE WHEN NOT p.polpermissive THEN true END AS restrictive,
  CASE WHEN p.polroles <> '{0}' THEN (SELECT array_agg(pg_get_userbyid(r)::text ORDER BY pg_get_userbyid(r)::text COLLATE "C") FROM unnest(p.polroles) AS r) END AS roles,
  pg_get_expr(p.polqual, p.polrelid) AS using,
  pg_get_expr(p.polwithcheck, p.polrelid) AS check
FROM pg_policy AS p
