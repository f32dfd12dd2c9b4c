-- expect: replaces statistics object public.s
CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE STATISTICS s (ndistinct) ON name, at FROM t;
COMMENT ON STATISTICS s IS 's';
