-- since 15
-- expect: replaces table constraint t_a_key on public.t
CREATE TABLE t (a int UNIQUE NULLS NOT DISTINCT);
