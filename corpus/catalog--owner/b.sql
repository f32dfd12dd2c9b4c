CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
ALTER TABLE t OWNER TO catalog_writer;
