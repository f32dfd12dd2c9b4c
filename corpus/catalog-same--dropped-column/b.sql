CREATE TABLE t (a int, x text, b int);
ALTER TABLE t DROP x;
