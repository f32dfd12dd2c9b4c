SELECT c.oid, c.opcnamespace AS parent, c.opcname::text AS name, a.amname::text AS arguments, pg_get_userbyid(c.opcowner)::text AS owner,
  format_type(c.opcintype, NULL) AS type, NULLIF(c.opcdefault, false) AS default,
  format('%I.%I', fn.nspname, f.opfname) AS family,
  CASE WHEN c.opckeytype <> 0 THEN format_type(c.opckeytype, NULL) END AS storage,
  (SELECT array_agg(m.text ORDER BY m.text COLLATE "C") FROM (
    SELECT format('OPERATOR %s %s', o.amopstrategy, o.amopopr::regoperator)
      || CASE WHEN o.amopsortfamily <> 0 THEN format(' FOR ORDER BY %I.%I', n.nspname, s.opfname) ELSE '' END AS text
    FROM pg_amop AS o
    JOIN pg_depend AS d ON d.classid = 'pg_amop'::regclass AND d.objid = o.oid AND d.refclassid = 'pg_opclass'::regclass AND d.refobjid = c.oid
    LEFT JOIN pg_opfamily AS s ON s.oid = o.amopsortfamily
    LEFT JOIN pg_namespace AS n ON n.oid = s.opfnamespace
    UNION ALL
    SELECT format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL), format_type(p.amprocrighttype, NULL), p.amproc::oid::regprocedure)
    FROM pg_amproc AS p
    JOIN pg_depend AS d ON d.classid = 'pg_amproc'::regclass AND d.objid = p.oid AND d.refclassid = 'pg_opclass'::regclass AND d.refobjid = c.oid) AS m) AS members
FROM pg_opclass AS c
JOIN pg_am AS a ON a.oid = c.opcmethod
JOIN pg_opfamily AS f ON f.oid = c.opcfamily
JOIN pg_namespace AS fn ON fn.oid = f.opfnamespace
WHERE c.oid >= 16384
