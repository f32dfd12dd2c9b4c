-- public keeps its OID from initdb, yet it is the user's.
SELECT n.oid, n.nspname::text AS name, pg_get_userbyid(n.nspowner)::text AS owner
FROM pg_namespace AS n
WHERE n.nspname !~ '^pg_(toast|temp|toast_temp)(_|$)'
