-- since 18
-- no rows
CREATE TABLE t (a int NOT NULL, b int NOT NULL, c int CONSTRAINT c_there NOT NULL, d int CONSTRAINT d_there NOT NULL);
