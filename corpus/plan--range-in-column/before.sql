-- expect: rewrites table public.t
-- expect: replaces type public.r
CREATE TYPE r AS RANGE (subtype = float8);
CREATE TABLE t (id int, v r DEFAULT '[1,2)', m r_multirange, a r[]);
