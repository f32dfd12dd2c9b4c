-- expect: replaces index public.i
CREATE TABLE t (a int NOT NULL);
CREATE UNIQUE INDEX i ON t (a);
ALTER TABLE t REPLICA IDENTITY USING INDEX i;
