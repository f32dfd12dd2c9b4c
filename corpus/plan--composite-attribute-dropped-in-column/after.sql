-- expect: loses column public.t.v
CREATE TYPE c AS (a int);
CREATE TABLE t (id int, v c);
