SELECT t.oid, t.typnamespace AS parent, t.typname::text AS name, pg_get_userbyid(t.typowner)::text AS owner,
  format_type(t.typbasetype, t.typtypmod) AS type,
  CASE WHEN t.typcollation <> b.typcollation THEN t.typcollation::regcollation::text END AS collation,
  NULLIF(t.typnotnull, false) AS not_null,
  CASE WHEN t.typdefaultbin IS NOT NULL THEN pg_get_expr(t.typdefaultbin, 0) ELSE quote_literal(t.typdefault) END AS default
FROM pg_type AS t
JOIN pg_type AS b ON b.oid = t.typbasetype
WHERE t.oid >= 16384 AND t.typtype = 'd'
