CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE POLICY p ON t TO catalog_reader, catalog_writer USING (true);
