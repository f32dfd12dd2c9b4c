SELECT split_part(c, '=', 1) AS name, substr(c, position('=' IN c) + 1) AS value
FROM pg_db_role_setting AS s, unnest(s.setconfig) AS c
WHERE s.setrole = 0 AND s.setdatabase = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database())
