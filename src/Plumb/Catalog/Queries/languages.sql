-- Those of the system only where somebody changed their privileges.
SELECT l.oid, l.lanname::text AS name, pg_get_userbyid(l.lanowner)::text AS owner,
  NULLIF(l.lanpltrusted, false) AS trusted,
  NULLIF(l.lanplcallfoid, 0)::regprocedure::text AS handler,
  NULLIF(l.laninline, 0)::regprocedure::text AS inline,
  NULLIF(l.lanvalidator, 0)::regprocedure::text AS validator
FROM pg_language AS l
LEFT JOIN pg_init_privs AS i ON i.classoid = 'pg_language'::regclass AND i.objoid = l.oid
WHERE l.oid >= 16384 OR l.lanacl IS DISTINCT FROM i.initprivs
