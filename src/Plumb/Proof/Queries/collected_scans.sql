-- How often relations were read from end to end, and indexes used, as the server has collected it.
SELECT c.oid, COALESCE(pg_catalog.pg_stat_get_numscans(c.oid), 0)
FROM pg_catalog.pg_class AS c
WHERE c.oid >= 16384 AND c.relkind IN ('r', 'm', 'i')
