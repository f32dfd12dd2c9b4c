SELECT r.oid, r.prpubid AS parent, format('%I.%I', n.nspname, c.relname) AS name,
  pg_get_expr(r.prqual, r.prrelid) AS where, -- since 15
  (SELECT array_agg(a.attname::text ORDER BY k.position) -- since 15
   FROM unnest(r.prattrs) WITH ORDINALITY AS k (attnum, position) -- since 15
   JOIN pg_attribute AS a ON a.attrelid = r.prrelid AND a.attnum = k.attnum) AS columns, -- since 15
  'pg_class'::regclass::oid AS needs_class, r.prrelid AS needs
FROM pg_publication_rel AS r
JOIN pg_class AS c ON c.oid = r.prrelid
JOIN pg_namespace AS n ON n.oid = c.relnamespace
