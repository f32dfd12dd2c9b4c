-- expect: replaces function public.f()
-- expect: rewrites table public.t
CREATE TABLE t (a int, b int);
CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT max(a) FROM t; END;
