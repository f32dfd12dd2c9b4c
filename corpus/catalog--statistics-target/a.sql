CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE STATISTICS s ON id, name FROM t;
