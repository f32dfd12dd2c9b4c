-- expect: rewrites table public.p1
-- expect: rewrites table public.p2
CREATE TABLE p (a int, b bigint NOT NULL, d text, CONSTRAINT k CHECK (b > 0)) PARTITION BY RANGE (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (20);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (100) TO (110);
