-- expect: leaves column public.t.a
CREATE TABLE p (a int);
CREATE TABLE t (b int) INHERITS (p);
