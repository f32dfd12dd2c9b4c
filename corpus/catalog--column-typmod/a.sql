-- expect: rewrites table public.t
CREATE TABLE t (n numeric(10,2));
