CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
GRANT UPDATE (name) ON t TO catalog_reader;
