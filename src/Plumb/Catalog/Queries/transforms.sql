SELECT t.oid, format_type(t.trftype, NULL) AS name, l.lanname::text AS arguments,
  CASE WHEN t.trffromsql <> 0 THEN t.trffromsql::oid::regprocedure::text END AS from_sql,
  CASE WHEN t.trftosql <> 0 THEN t.trftosql::oid::regprocedure::text END AS to_sql
FROM pg_transform AS t
JOIN pg_language AS l ON l.oid = t.trflang
WHERE t.oid >= 16384
