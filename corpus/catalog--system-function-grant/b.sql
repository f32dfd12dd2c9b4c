GRANT EXECUTE ON FUNCTION pg_catalog.pg_reload_conf() TO catalog_reader;
