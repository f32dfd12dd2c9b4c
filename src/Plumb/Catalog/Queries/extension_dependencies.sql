SELECT d.classid AS parent_class, d.objid AS parent, quote_ident(e.extname) AS name,
  'pg_extension'::regclass::oid AS needs_class, e.oid AS needs
FROM pg_depend AS d
JOIN pg_extension AS e ON e.oid = d.refobjid
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'x'
