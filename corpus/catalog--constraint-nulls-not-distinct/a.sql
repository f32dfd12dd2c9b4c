-- since 15
CREATE TABLE t (a int UNIQUE);
