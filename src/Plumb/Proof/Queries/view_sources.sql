-- The materialized view $1 and what it reads, through other views too: tables, and other materialized views.
WITH RECURSIVE source (oid) AS (
  SELECT $1::pg_catalog.regclass::pg_catalog.oid
  UNION
  SELECT d.refobjid
  FROM source AS s
  JOIN pg_catalog.pg_rewrite AS r ON r.ev_class = s.oid
  JOIN pg_catalog.pg_depend AS d ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND d.objid = r.oid AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
)
SELECT pg_catalog.format('%I.%I', n.nspname, c.relname), c.relkind::text
FROM source AS s
JOIN pg_catalog.pg_class AS c ON c.oid = s.oid AND c.relkind IN ('r', 'p', 'm')
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
ORDER BY c.oid
