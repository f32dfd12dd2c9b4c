-- gap: PostgreSQL numbers the names of the partitions' indexes, and the one of b has another name beside a; the plan would have to rename it
CREATE TABLE t (id int, n int) PARTITION BY RANGE (id);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM (0) TO (10);
CREATE INDEX a ON t (n);
CREATE INDEX b ON t (n);
