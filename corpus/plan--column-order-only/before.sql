-- expect: leaves column order of table public.t
CREATE TABLE t (a int, b int);
