-- expect: replaces materialized view public.v
CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE MATERIALIZED VIEW v AS SELECT id + 1 AS id FROM t;
