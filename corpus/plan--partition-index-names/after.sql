-- gap: PostgreSQL numbers the names of the partitions' indexes, and they move up when one goes; the plan would have to rename them
CREATE TABLE t (id int, n int) PARTITION BY RANGE (id);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM (0) TO (10);
CREATE INDEX b ON t (n);
