SELECT l.oid, l.lanname::text AS name, pg_get_userbyid(l.lanowner)::text AS owner,
  NULLIF(l.lanpltrusted, false) AS trusted,
  NULLIF(l.lanplcallfoid, 0)::regprocedure::text AS handler,
  NULLIF(l.laninline, 0)::regprocedure::text AS inline,
  NULLIF(l.lanvalidator, 0)::regprocedure::text AS validator
FROM pg_language AS l
WHERE l.oid >= 16384
