-- expect: replaces function public.f(integer,pg_catalog.text)
CREATE FUNCTION f(c int, b text DEFAULT 'x, y') RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TABLE t (n int DEFAULT f(1));
