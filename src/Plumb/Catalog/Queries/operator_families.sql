-- Its members here are those that belong to no class.
SELECT f.oid, f.opfnamespace AS parent, f.opfname::text AS name, a.amname::text AS arguments, pg_get_userbyid(f.opfowner)::text AS owner,
  (SELECT array_agg(m.text ORDER BY m.text COLLATE "C") FROM (
    SELECT format('OPERATOR %s %s', o.amopstrategy, o.amopopr::regoperator)
      || CASE WHEN o.amopsortfamily <> 0 THEN format(' FOR ORDER BY %I.%I', n.nspname, s.opfname) ELSE '' END AS text
    FROM pg_amop AS o
    JOIN pg_depend AS d ON d.classid = 'pg_amop'::regclass AND d.objid = o.oid AND d.refclassid = 'pg_opfamily'::regclass AND d.refobjid = f.oid
    LEFT JOIN pg_opfamily AS s ON s.oid = o.amopsortfamily
    LEFT JOIN pg_namespace AS n ON n.oid = s.opfnamespace
    UNION ALL
    SELECT format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL), format_type(p.amprocrighttype, NULL), p.amproc::oid::regprocedure)
    FROM pg_amproc AS p
    JOIN pg_depend AS d ON d.classid = 'pg_amproc'::regclass AND d.objid = p.oid AND d.refclassid = 'pg_opfamily'::regclass AND d.refobjid = f.oid) AS m) AS members
FROM pg_opfamily AS f
JOIN pg_am AS a ON a.oid = f.opfmethod
WHERE f.oid >= 16384
