CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
GRANT SELECT ON t TO catalog_reader WITH GRANT OPTION;
SET ROLE catalog_reader;
GRANT SELECT ON t TO catalog_writer;
RESET ROLE;
