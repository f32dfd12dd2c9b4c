-- expect: replaces table constraint t_pkey on public.t
-- expect: rewrites table public.t
CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n int);
