-- expect: replaces index public.t_b
-- expect before 17: replaces table column public.t.b
-- expect before 17: replaces view public.v
-- expect: rewrites table public.t
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a + 1) STORED);
CREATE INDEX t_b ON t (b);
CREATE VIEW v AS SELECT b FROM t;
