SELECT d.objid AS parent, format('%I.%I.%I', n.nspname, c.relname, a.attname) AS column,
  'pg_class'::regclass::oid AS needs_class, d.refobjid AS needs, d.refobjsubid AS needs_sub
FROM pg_depend AS d
JOIN pg_class AS s ON s.oid = d.objid AND s.relkind = 'S'
JOIN pg_class AS c ON c.oid = d.refobjid
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'a' AND d.refobjsubid > 0
