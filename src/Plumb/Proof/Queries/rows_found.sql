-- How many rows of the tables $1 were found by an index, or written, as the server has collected it.
SELECT o.oid, COALESCE(pg_catalog.pg_stat_get_tuples_fetched(o.oid), 0) + COALESCE(pg_catalog.pg_stat_get_tuples_updated(o.oid), 0) + COALESCE(pg_catalog.pg_stat_get_tuples_deleted(o.oid), 0)
FROM unnest($1::pg_catalog.oid[]) AS o (oid)
