CREATE TABLE t (during int4range);
