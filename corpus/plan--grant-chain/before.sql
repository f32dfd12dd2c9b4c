CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
GRANT SELECT ON t TO catalog_reader;
