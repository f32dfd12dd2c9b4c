-- expect: rewrites table public.p1
-- expect: rewrites table public.p2
INSERT INTO p VALUES (1, 2, 3), (101, 4, 5);
