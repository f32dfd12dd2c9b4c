-- Those of the system only where somebody changed their privileges. The constructors of a range type come with it.
SELECT p.oid, p.pronamespace AS parent, p.proname::text AS name, pg_get_function_identity_arguments(p.oid) AS arguments,
  CASE WHEN p.oid >= 16384 THEN pg_get_userbyid(p.proowner)::text END AS owner,
  CASE WHEN p.oid >= 16384 THEN pg_get_function_result(p.oid) END AS returns,
  CASE WHEN p.oid >= 16384 THEN pg_get_function_arguments(p.oid) END AS all_arguments,
  CASE WHEN p.oid >= 16384 THEN p.oid::regprocedure::text END AS signature,
  CASE WHEN p.oid >= 16384 THEN pg_get_functiondef(p.oid) END AS definition
FROM pg_proc AS p
LEFT JOIN pg_init_privs AS i ON p.proacl IS NOT NULL AND i.classoid = 'pg_proc'::regclass AND i.objoid = p.oid
WHERE p.prokind IN ('f', 'w') AND (
  p.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
  OR p.oid < 16384 AND p.proacl IS DISTINCT FROM i.initprivs)
