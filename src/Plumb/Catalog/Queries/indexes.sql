-- The index of a constraint is described by it; here it is what comments and validity hang on. Plain indexes, which are most, are put
-- together in the words of pg_get_indexdef: the function loads every table and column it names, one by one.
SELECT i.indexrelid AS oid, i.indrelid AS parent, c.relname::text AS name,
  CASE WHEN k.oid IS NOT NULL THEN true END AS of_constraint, 'pg_constraint'::regclass::oid AS needs_class, k.oid AS needs,
  CASE WHEN k.oid IS NULL AND i.indisunique THEN true END AS unique,
  CASE WHEN k.oid IS NULL THEN COALESCE(
    CASE WHEN c.relam = b.oid AND c.reloptions IS NULL AND i.indexprs IS NULL AND i.indpred IS NULL AND i.indnkeyatts = i.indnatts
      AND NOT i.indnullsnotdistinct -- since 15
      THEN (
        SELECT 'USING btree (' || string_agg(quote_ident(a.attname) || CASE p.option WHEN 3 THEN ' DESC' ELSE '' END, ', ' ORDER BY p.position) || ')'
        FROM unnest(i.indkey::int2[], i.indclass::oid[], i.indcollation::oid[], i.indoption::int2[])
          WITH ORDINALITY AS p (attnum, opclass, collid, option, position)
        JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = p.attnum
        JOIN pg_opclass AS o ON o.oid = p.opclass
        HAVING bool_and(o.opcdefault AND (o.opcintype = a.atttypid OR o.opcintype = 'text'::regtype AND a.atttypid = 'varchar'::regtype)
          AND p.collid IN (0, a.attcollation) AND p.option IN (0, 3))) END,
    substr(pg_get_indexdef(i.indexrelid), length(format('CREATE %sINDEX %I ON %s%I.%I ',
    CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END, c.relname, CASE WHEN c.relkind = 'I' THEN 'ONLY ' ELSE '' END, n.nspname, t.relname)) + 1)) END AS definition,
  CASE WHEN NOT i.indisvalid THEN true END AS invalid,
  CASE WHEN i.indisclustered THEN true END AS clustered,
  CASE WHEN k.oid IS NULL THEN s.spcname::text END AS tablespace,
  CASE WHEN i.indexprs IS NOT NULL THEN
    (SELECT array_agg(format('%s=%s', a.attnum, a.attstattarget) ORDER BY a.attnum)
     FROM pg_attribute AS a WHERE a.attrelid = i.indexrelid AND a.attnum > 0 AND a.attstattarget >= 0) END AS statistics_targets
FROM pg_index AS i
JOIN pg_class AS c ON c.oid = i.indexrelid
JOIN pg_class AS t ON t.oid = i.indrelid AND t.relkind IN ('r', 'p', 'm') AND t.relpersistence <> 't'
JOIN pg_namespace AS n ON n.oid = t.relnamespace
CROSS JOIN (SELECT m.oid FROM pg_am AS m WHERE m.amname = 'btree') AS b
LEFT JOIN pg_tablespace AS s ON s.oid = c.reltablespace
LEFT JOIN pg_constraint AS k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
WHERE i.indexrelid >= 16384
