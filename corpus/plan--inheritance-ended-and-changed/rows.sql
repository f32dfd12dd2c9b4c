-- expect: rewrites table public.p
INSERT INTO p VALUES (1, 2, 3);
INSERT INTO c1 VALUES (4, 5, 6);
