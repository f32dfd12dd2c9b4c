-- expect: replaces table constraint t_pkey on public.t
-- expect: replaces table constraint u_t_id_fkey on public.u
-- expect: rewrites table public.t
-- expect: rewrites table public.u
CREATE TABLE t (id bigint PRIMARY KEY);
CREATE TABLE u (id int PRIMARY KEY, t_id bigint REFERENCES t);
