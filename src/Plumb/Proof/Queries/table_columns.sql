-- Every column of every table, in order. Of a domain, the type below it.
WITH RECURSIVE base (oid, type, typmod) AS (
  SELECT d.oid, d.typbasetype, d.typtypmod FROM pg_type AS d WHERE d.typtype = 'd'
  UNION ALL
  SELECT b.oid, d.typbasetype, CASE WHEN b.typmod <> -1 THEN b.typmod ELSE d.typtypmod END FROM base AS b JOIN pg_type AS d ON d.oid = b.type WHERE d.typtype = 'd'
)
SELECT c.oid, n.nspname::text AS schema, format('%I.%I', n.nspname, c.relname) AS table_name,
  a.attnum, quote_ident(a.attname) AS column_name,
  format_type(t.oid, CASE WHEN b.typmod <> -1 THEN b.typmod ELSE a.atttypmod END) AS type,
  t.typname::text AS type_name,
  CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 AND t.typlen = -1 THEN (SELECT e.typname::text FROM pg_type AS e WHERE e.oid = t.typelem) END AS element,
  (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum AS e WHERE e.enumtypid = COALESCE(NULLIF(t.typelem, 0), t.oid)) AS labels,
  NOT (a.attnotnull OR d.typtype = 'd' AND d.typnotnull) AS nullable,
  a.atthasdef OR a.attidentity <> '' AS has_default,
  a.attgenerated <> '' OR a.attidentity = 'a' AS is_generated,
  c.relispartition AS is_partition
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type AS d ON d.oid = a.atttypid
LEFT JOIN (base AS b JOIN pg_type AS l ON l.oid = b.type AND l.typtype <> 'd') ON b.oid = a.atttypid
JOIN pg_type AS t ON t.oid = COALESCE(b.type, a.atttypid)
WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
  AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'plumb', 'supabase_migrations')
  AND NOT EXISTS (SELECT FROM pg_depend AS x WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'e')
ORDER BY n.nspname, c.relname, a.attnum
