CREATE TABLE t (id int, n text) WITH (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = false);
