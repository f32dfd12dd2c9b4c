CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
COMMENT ON INDEX t_pkey IS 'a';
