-- expect: rewrites table public.t
CREATE TABLE t (n int, id serial);
