INSERT INTO t (id, amount) VALUES (1, 12), (2, 0), (3, NULL);
