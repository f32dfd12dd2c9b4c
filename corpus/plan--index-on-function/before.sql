-- expect: replaces function public.f(integer)
-- expect: replaces index public.i
CREATE FUNCTION f(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT n';
CREATE TABLE t (n int);
CREATE INDEX i ON t (f(n));
