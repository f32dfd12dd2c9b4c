CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
GRANT ALL ON t TO PUBLIC;
