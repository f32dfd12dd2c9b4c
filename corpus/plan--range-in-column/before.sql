-- expect: loses column public.t.v
-- expect: replaces table column public.t.v
-- expect: replaces type public.r
CREATE TYPE r AS RANGE (subtype = float8);
CREATE TABLE t (id int, v r);
