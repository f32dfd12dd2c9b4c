-- expect: replaces function public.f(integer)
-- expect: replaces index public.i
CREATE FUNCTION f(n int) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT n::bigint';
CREATE TABLE t (n int);
CREATE INDEX i ON t (f(n));
