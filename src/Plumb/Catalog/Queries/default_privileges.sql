SELECT d.oid, NULLIF(d.defaclnamespace, 0) AS parent, pg_get_userbyid(d.defaclrole)::text AS name,
  CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS' END AS arguments
FROM pg_default_acl AS d
