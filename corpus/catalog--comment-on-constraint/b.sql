CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
COMMENT ON CONSTRAINT t_pkey ON t IS 'a';
