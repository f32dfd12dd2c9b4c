CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple, accept = false);
CREATE TEXT SEARCH CONFIGURATION c (PARSER = pg_catalog."default");
ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR asciiword, word WITH d, simple;
CREATE TABLE t (n text);
CREATE INDEX i ON t USING gin (to_tsvector('c', n));
