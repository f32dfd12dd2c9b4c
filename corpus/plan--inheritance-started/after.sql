-- expect: leaves column public.c.a
-- expect: leaves constraint public.c.p_a_check
CREATE TABLE p (a int CHECK (a > 0));
CREATE TABLE c (d int) INHERITS (p);
