CREATE TABLE t (id int, n text) WITH (fillfactor = 90, autovacuum_vacuum_threshold = 100);
