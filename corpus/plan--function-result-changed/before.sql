-- expect: replaces function public.f()
-- expect: replaces view public.v
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE VIEW v AS SELECT f() AS n;
GRANT EXECUTE ON FUNCTION f() TO catalog_reader;
REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC;
COMMENT ON FUNCTION f() IS 'one';
