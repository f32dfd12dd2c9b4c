CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE INDEX i ON t (lower(name));
ALTER INDEX i ALTER COLUMN 1 SET STATISTICS 300;
