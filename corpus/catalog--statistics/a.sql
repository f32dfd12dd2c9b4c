-- expect: replaces statistics object public.s
CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE STATISTICS s (ndistinct) ON id, name FROM t;
