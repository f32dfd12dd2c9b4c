SELECT c.oid AS parent, NULLIF(c.relrowsecurity, false) AS enabled, NULLIF(c.relforcerowsecurity, false) AS forced
FROM pg_class AS c
WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p') AND (c.relrowsecurity OR c.relforcerowsecurity)
