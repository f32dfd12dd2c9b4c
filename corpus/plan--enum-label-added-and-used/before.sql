-- no rows
-- expect: replaces type public.e
-- expect: rewrites table public.t
CREATE TYPE e AS ENUM ('a');
CREATE TABLE t (v e DEFAULT 'a');
