-- since 15
CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE PUBLICATION p FOR TABLE t;
