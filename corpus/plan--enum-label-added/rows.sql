INSERT INTO t (id, v, vs, n) VALUES (1, 'a', '{a,b}', 'b'), (2, NULL, NULL, 'a');
