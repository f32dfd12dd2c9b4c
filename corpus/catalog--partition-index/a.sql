-- expect: leaves index partition public.i of index public.i1
-- expect: leaves index public.i
CREATE TABLE t (a int) PARTITION BY LIST (a);
CREATE TABLE t1 PARTITION OF t DEFAULT;
CREATE INDEX i ON ONLY t (a);
CREATE INDEX i1 ON t1 (a);
