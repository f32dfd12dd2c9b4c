-- expect: replaces table constraint t_a_check on public.t
CREATE TABLE t (a int CHECK (a > 0));
