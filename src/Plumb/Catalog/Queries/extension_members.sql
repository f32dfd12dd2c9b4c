SELECT d.classid AS class, d.objid AS oid, d.refobjid AS extension
FROM pg_depend AS d
WHERE d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass
