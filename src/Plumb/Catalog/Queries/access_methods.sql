SELECT a.oid, a.amname::text AS name, a.amtype::text AS type, a.amhandler::text AS handler
FROM pg_am AS a
WHERE a.oid >= 16384
