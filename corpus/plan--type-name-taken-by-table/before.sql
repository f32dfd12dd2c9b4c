-- expect: loses column public.t.v
-- expect: replaces table column public.t.v
CREATE TYPE n AS ENUM ('a');
CREATE TABLE t (v n);
