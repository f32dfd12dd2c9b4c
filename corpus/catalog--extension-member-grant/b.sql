CREATE EXTENSION hstore;
REVOKE EXECUTE ON FUNCTION hstore_in(cstring) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hstore_in(cstring) TO catalog_reader;
