-- expect: replaces index public.i
CREATE TABLE t (a int NOT NULL, b int);
CREATE UNIQUE INDEX i ON t (a) INCLUDE (b);
ALTER TABLE t REPLICA IDENTITY FULL;
