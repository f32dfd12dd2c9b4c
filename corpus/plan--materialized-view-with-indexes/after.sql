-- expect: replaces materialized view public.m
-- expect: replaces view public.v
CREATE TABLE t (a int, b int);
CREATE MATERIALIZED VIEW m WITH (fillfactor = 70) AS SELECT a, b FROM t;
CREATE UNIQUE INDEX m_a ON m (a);
CREATE VIEW v AS SELECT a FROM m;
GRANT SELECT ON m TO catalog_reader;
COMMENT ON MATERIALIZED VIEW m IS 'm';
COMMENT ON INDEX m_a IS 'i';
