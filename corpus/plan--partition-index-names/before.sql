-- expect: replaces index public.b
-- expect: replaces index public.t_1_n_idx
CREATE TABLE t (id int, n int) PARTITION BY RANGE (id);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM (0) TO (10);
CREATE INDEX a ON t (n);
CREATE INDEX b ON t (n);
