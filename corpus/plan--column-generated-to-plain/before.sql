-- expect: loses column public.t.b
-- expect: replaces table column public.t.b
-- expect: rewrites table public.t
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a + 1) STORED);
