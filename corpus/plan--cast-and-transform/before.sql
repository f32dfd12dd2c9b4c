-- expect: replaces cast (integer AS public.c)
CREATE TYPE c AS (a int);
CREATE FUNCTION to_c(int) RETURNS c LANGUAGE sql IMMUTABLE AS 'SELECT ROW($1)::public.c';
CREATE CAST (int AS c) WITH FUNCTION to_c(int);
