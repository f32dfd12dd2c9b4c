-- expect: replaces table constraint t_pkey on public.t
-- expect: rewrites table public.t
CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n int);
