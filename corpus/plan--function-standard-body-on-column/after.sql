-- expect: replaces function public.f()
-- expect: rewrites table public.t
CREATE TABLE t (a bigint, b int);
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT max(a) FROM t; END;
