-- expect: leaves column order of table public.t
CREATE TABLE t (b int, a int);
