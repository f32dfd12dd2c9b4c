-- expect: replaces table constraint r_a_fkey on public.r
-- expect: replaces table constraint t_pkey on public.t
CREATE TABLE t (a int PRIMARY KEY, b int NOT NULL);
CREATE TABLE r (a int REFERENCES t);
