CREATE TYPE c AS (a bigint, b text, d date);
CREATE FUNCTION f(v c) RETURNS int LANGUAGE sql AS 'SELECT v.a::int';
