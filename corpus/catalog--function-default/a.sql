-- expect: replaces function public.f(integer)
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a';
