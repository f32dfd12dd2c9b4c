CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
ALTER TABLE t ALTER at SET DEFAULT clock_timestamp();
