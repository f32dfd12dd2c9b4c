-- since 18
-- no rows
CREATE TABLE t (a int CONSTRAINT a_there NOT NULL, b int CONSTRAINT b_there NOT NULL NO INHERIT, c int NOT NULL, d int);
