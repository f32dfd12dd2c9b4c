-- expect: replaces view public.v1
-- expect: replaces view public.v2
-- expect: replaces view public.v3
CREATE TABLE t (a int, b int);
CREATE VIEW v1 AS SELECT a::bigint AS a FROM t;
CREATE VIEW v2 AS SELECT a FROM v1;
CREATE VIEW v3 AS SELECT a FROM v2;
GRANT SELECT ON v3 TO catalog_reader;
COMMENT ON COLUMN v3.a IS 'a';
ALTER VIEW v2 OWNER TO catalog_writer;
