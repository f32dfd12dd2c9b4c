-- What decides which rows a table takes: keys, unique indexes, checks of tables, of their domains and of their partitions.
SELECT k.conrelid AS oid, k.contype::text AS type, k.conname::text AS name, k.conkey::int2[] AS columns,
  CASE WHEN k.contype = 'f' THEN k.confrelid END AS referenced, CASE WHEN k.contype = 'f' THEN k.confkey::int2[] END AS referenced_columns,
  CASE WHEN k.contype IN ('c', 'x') THEN pg_get_constraintdef(k.oid) END AS definition
FROM pg_constraint AS k
WHERE k.conrelid <> 0 AND k.contype IN ('f', 'c', 'x')
UNION ALL
SELECT i.indrelid, 'u', i.indexrelid::regclass::text, (SELECT array_agg(a ORDER BY o) FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS x (a, o) WHERE o <= i.indnkeyatts),
  NULL, NULL, NULL
FROM pg_index AS i
WHERE i.indisunique
UNION ALL
SELECT a.attrelid, 'c', k.conname::text, ARRAY[a.attnum], NULL, NULL, pg_get_constraintdef(k.oid)
FROM pg_attribute AS a
JOIN pg_type AS d ON d.oid = a.atttypid AND d.typtype = 'd'
JOIN pg_constraint AS k ON k.contypid = d.oid
WHERE a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT h.inhparent, 'p', c.relname::text, p.partattrs::int2[], NULL, NULL, pg_get_expr(c.relpartbound, c.oid)
FROM pg_inherits AS h
JOIN pg_class AS c ON c.oid = h.inhrelid AND c.relispartition
JOIN pg_partitioned_table AS p ON p.partrelid = h.inhparent
WHERE c.relkind IN ('r', 'p')
UNION ALL
SELECT c.oid, 'p', c.relname::text,
  (SELECT array_agg(own.attnum) FROM unnest(p.partattrs::int2[]) AS k (attnum)
   JOIN pg_attribute AS whole ON whole.attrelid = h.inhparent AND whole.attnum = k.attnum JOIN pg_attribute AS own ON own.attrelid = c.oid AND own.attname = whole.attname),
  NULL, NULL, pg_get_expr(c.relpartbound, c.oid)
FROM pg_inherits AS h
JOIN pg_class AS c ON c.oid = h.inhrelid AND c.relispartition
JOIN pg_partitioned_table AS p ON p.partrelid = h.inhparent
WHERE c.relkind IN ('r', 'p') AND p.partexprs IS NULL
ORDER BY 1, 2, 3
