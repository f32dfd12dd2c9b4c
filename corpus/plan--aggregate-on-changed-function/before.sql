-- expect: replaces aggregate public.total(integer)
-- expect: replaces view public.v
CREATE FUNCTION add(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
CREATE AGGREGATE total(int) (SFUNC = add, STYPE = int, INITCOND = '0');
CREATE TABLE t (n int);
CREATE VIEW v AS SELECT total(n) FROM t;
