-- expect: rewrites table public.p
-- expect: leaves column public.c1.a
-- expect: leaves column public.c1.b
-- expect: leaves column public.c1.c
-- expect: leaves constraint public.c1.k
CREATE TABLE p (a int, b int, c int, CONSTRAINT k CHECK (b > 0));
CREATE TABLE c1 () INHERITS (p);
