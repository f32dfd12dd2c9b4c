CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE VIEW v AS SELECT id, name FROM t;
