-- What differs from the defaults; for the members of extensions and of the system, from what was there at first. public counts in full.
WITH changed AS (
  SELECT 'pg_class'::regclass::oid AS class, c.oid, 0 AS sub, CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char" AS type, c.relowner AS owner, c.relacl AS acl
  FROM pg_class AS c WHERE c.relacl IS NOT NULL
  UNION ALL
  SELECT 'pg_class'::regclass, a.attrelid, a.attnum, 'c', c.relowner, a.attacl
  FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND a.attrelid >= 16384
  UNION ALL
  SELECT 'pg_namespace'::regclass, n.oid, 0, 'n', n.nspowner, n.nspacl FROM pg_namespace AS n WHERE n.nspacl IS NOT NULL
  UNION ALL
  SELECT 'pg_proc'::regclass, p.oid, 0, 'f', p.proowner, p.proacl FROM pg_proc AS p WHERE p.proacl IS NOT NULL
  UNION ALL
  SELECT 'pg_type'::regclass, t.oid, 0, 'T', t.typowner, t.typacl FROM pg_type AS t WHERE t.typacl IS NOT NULL
  UNION ALL
  SELECT 'pg_language'::regclass, l.oid, 0, 'l', l.lanowner, l.lanacl FROM pg_language AS l WHERE l.lanacl IS NOT NULL
  UNION ALL
  SELECT 'pg_foreign_data_wrapper'::regclass, f.oid, 0, 'F', f.fdwowner, f.fdwacl FROM pg_foreign_data_wrapper AS f WHERE f.fdwacl IS NOT NULL
  UNION ALL
  SELECT 'pg_foreign_server'::regclass, s.oid, 0, 'S', s.srvowner, s.srvacl FROM pg_foreign_server AS s WHERE s.srvacl IS NOT NULL
)
SELECT o.class AS parent_class, o.oid AS parent, o.sub AS parent_sub,
  o.acl::text AS acl, COALESCE(i.initprivs, acldefault(o.type, o.owner))::text AS baseline, pg_get_userbyid(o.owner)::text AS owner
FROM changed AS o
LEFT JOIN pg_init_privs AS i ON i.classoid = o.class AND i.objoid = o.oid AND i.objsubid = o.sub
  AND NOT (o.class = 'pg_namespace'::regclass AND o.oid = 'public'::regnamespace)
WHERE o.acl IS DISTINCT FROM i.initprivs
UNION ALL
SELECT 'pg_default_acl'::regclass, d.oid, 0, d.defaclacl::text,
  CASE WHEN d.defaclnamespace = 0 THEN acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END, d.defaclrole)::text ELSE '{}' END,
  pg_get_userbyid(d.defaclrole)::text
FROM pg_default_acl AS d
