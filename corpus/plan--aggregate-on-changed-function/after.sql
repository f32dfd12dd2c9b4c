-- expect: replaces aggregate public.total(integer)
-- expect: replaces view public.v
CREATE FUNCTION add(a bigint, b int) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
CREATE AGGREGATE total(int) (SFUNC = add, STYPE = bigint, INITCOND = '0');
CREATE TABLE t (n int);
CREATE VIEW v AS SELECT total(n) FROM t;
