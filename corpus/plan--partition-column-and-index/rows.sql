INSERT INTO m (id, at, n) VALUES (1, '2023-05-05', 1);
