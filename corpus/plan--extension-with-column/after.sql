CREATE EXTENSION hstore;
CREATE TABLE t (id int, tags hstore);
CREATE INDEX i ON t USING gin (tags);
