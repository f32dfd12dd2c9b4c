-- since 18
-- expect: leaves column public.c1.a
CREATE TABLE p (a int NOT NULL);
CREATE TABLE c1 () INHERITS (p);
