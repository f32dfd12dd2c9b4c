-- expect: loses column public.t.v
CREATE TYPE c AS (a int, b text);
CREATE TABLE t (v c);
