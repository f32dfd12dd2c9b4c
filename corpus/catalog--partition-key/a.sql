-- expect: loses table public.t
-- expect: replaces table public.t
CREATE TABLE t (a int, b int) PARTITION BY RANGE (a);
