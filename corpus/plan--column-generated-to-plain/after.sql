-- expect: replaces table column public.t.b
CREATE TABLE t (a int, b int);
