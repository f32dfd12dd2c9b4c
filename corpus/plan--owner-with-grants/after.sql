CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
ALTER TABLE t OWNER TO catalog_writer;
GRANT SELECT ON t TO catalog_reader;
CREATE VIEW v AS SELECT id FROM t;
ALTER VIEW v OWNER TO catalog_reader;
CREATE SEQUENCE s;
ALTER SEQUENCE s OWNER TO catalog_writer;
REVOKE INSERT ON t FROM catalog_writer;
