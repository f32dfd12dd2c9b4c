CREATE TABLE t (a int);
CREATE INDEX n ON t (a);
