-- expect: replaces index public.t_b
-- expect: replaces table column public.t.b
-- expect: replaces view public.v
-- expect: rewrites table public.t
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a + 2) STORED);
CREATE INDEX t_b ON t (b);
CREATE VIEW v AS SELECT b FROM t;
