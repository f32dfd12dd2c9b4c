CREATE TABLE t (during int4range, CONSTRAINT x EXCLUDE USING gist (during WITH &&) WHERE (NOT isempty(during)) DEFERRABLE);
