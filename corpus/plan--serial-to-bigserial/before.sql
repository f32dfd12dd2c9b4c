-- expect: replaces table constraint t_pkey on public.t
-- expect: rewrites table public.t
CREATE TABLE t (id serial PRIMARY KEY);
