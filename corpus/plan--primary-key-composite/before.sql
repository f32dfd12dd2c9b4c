-- expect: replaces table constraint t_pkey on public.t
CREATE TABLE t (a int, b int, PRIMARY KEY (a));
