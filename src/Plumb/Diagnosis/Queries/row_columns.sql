-- The columns of a table (OID $1) and the keys of a JSON object ($2): which of the keys are unknown, and which columns with a default it leaves out.
SELECT coalesce(a.attname::text, k.name),
  CASE WHEN a.attname IS NULL THEN 'unknown' WHEN k.name IS NULL AND (a.atthasdef OR a.attidentity <> '') THEN 'default' ELSE 'known' END
FROM (SELECT attname, attnum, atthasdef, attidentity FROM pg_attribute WHERE attrelid = $1::oid AND attnum > 0 AND NOT attisdropped) a
FULL JOIN jsonb_object_keys($2::jsonb) AS k (name) ON k.name = a.attname::text
ORDER BY a.attnum
