SELECT p.oid, p.pronamespace AS parent, p.proname::text AS name, pg_get_function_identity_arguments(p.oid) AS arguments,
  pg_get_userbyid(p.proowner)::text AS owner,
  pg_get_function_arguments(p.oid) AS all_arguments,
  p.oid::regprocedure::text AS signature,
  pg_get_functiondef(p.oid) AS definition
FROM pg_proc AS p
WHERE p.oid >= 16384 AND p.prokind = 'p'
