-- A table by its OID, with the columns of its primary key.
SELECT format('%I.%I', n.nspname, r.relname),
  (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY AS k (num, n) JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.num)
FROM pg_class r JOIN pg_namespace n ON n.oid = r.relnamespace LEFT JOIN pg_constraint c ON c.conrelid = r.oid AND c.contype = 'p'
WHERE r.oid = $1::oid
