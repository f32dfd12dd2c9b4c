CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
COMMENT ON COLUMN t.name IS 'a';
