SELECT i.inhrelid AS parent, format('%I.%I', n.nspname, p.relname) AS name,
  pg_get_expr(c.relpartbound, c.oid) AS bound,
  NULLIF(i.inhdetachpending, false) AS detach_pending,
  'pg_class'::regclass::oid AS needs_class, p.oid AS needs
FROM pg_inherits AS i
JOIN pg_class AS c ON c.oid = i.inhrelid AND c.relkind IN ('r', 'p', 'f') AND c.relispartition
JOIN pg_class AS p ON p.oid = i.inhparent
JOIN pg_namespace AS n ON n.oid = p.relnamespace
