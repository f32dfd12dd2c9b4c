CREATE TABLE t (a int);
CREATE TABLE n (a int);
