-- since 18
-- expect: rewrites table public.t
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a + 2), c int GENERATED ALWAYS AS (a * 2) STORED);
