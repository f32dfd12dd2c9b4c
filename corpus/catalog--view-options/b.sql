CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE VIEW v WITH (security_barrier) AS SELECT id FROM t;
