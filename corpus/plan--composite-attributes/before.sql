CREATE TYPE c AS (a int, b text);
CREATE FUNCTION f(v c) RETURNS int LANGUAGE sql AS 'SELECT v.a';
