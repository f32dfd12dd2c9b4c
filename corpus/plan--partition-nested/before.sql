CREATE TABLE m (a int, b int) PARTITION BY LIST (a);
