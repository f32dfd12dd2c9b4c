SELECT s.setrole AS parent, split_part(c, '=', 1) AS name, CASE WHEN s.setdatabase <> 0 THEN current_database()::text END AS arguments,
  substr(c, position('=' IN c) + 1) AS value
FROM pg_db_role_setting AS s, unnest(s.setconfig) AS c
WHERE s.setrole <> 0 AND s.setdatabase IN (0, (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database()))
