-- no rows
-- expect: rewrites table public.t
CREATE TABLE t (a int, b int, c int);
