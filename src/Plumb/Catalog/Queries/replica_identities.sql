SELECT c.oid AS parent,
  CASE c.relreplident WHEN 'n' THEN 'nothing' WHEN 'f' THEN 'full' ELSE 'index' END AS identity,
  i.relname::text AS index,
  'pg_class'::regclass::oid AS needs_class, i.oid AS needs
FROM pg_class AS c
LEFT JOIN pg_index AS x ON x.indrelid = c.oid AND x.indisreplident AND c.relreplident = 'i'
LEFT JOIN pg_class AS i ON i.oid = x.indexrelid
WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p') AND c.relreplident <> 'd' AND c.relpersistence <> 't'
  AND (c.relreplident <> 'i' OR x.indexrelid IS NOT NULL)
