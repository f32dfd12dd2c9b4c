CREATE TABLE p (a int, b bigint DEFAULT 6, d text NOT NULL) PARTITION BY LIST (a);
CREATE TABLE p1 (a int, b int DEFAULT 5);
