-- expect: replaces function public.f(public.e)
-- expect: replaces type public.d
-- expect: replaces type public.e
-- expect: rewrites table public.t
CREATE TYPE e AS ENUM ('b', 'a');
CREATE DOMAIN d AS e;
CREATE FUNCTION f(v e) RETURNS e LANGUAGE sql AS 'SELECT v';
CREATE TABLE t (v e DEFAULT 'a', w d);
