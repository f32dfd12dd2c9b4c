-- expect: replaces composite type column public.c.a
-- expect: replaces composite type column public.c.b
-- expect: replaces type public.c
CREATE TYPE c AS (a int, b text);
