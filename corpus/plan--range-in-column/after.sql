-- expect: rewrites table public.t
-- expect: replaces type public.r
CREATE TYPE r AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TABLE t (id int, v r DEFAULT '[1,2)', m r_multirange, a r[]);
