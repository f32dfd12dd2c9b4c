-- expect: replaces statistics object public.s
CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE STATISTICS s (ndistinct, mcv) ON name, at, lower(name) FROM t;
ALTER STATISTICS s SET STATISTICS 500;
COMMENT ON STATISTICS s IS 's';
