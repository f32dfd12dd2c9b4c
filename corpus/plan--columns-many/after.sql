-- expect: rewrites table public.t
CREATE TABLE t (a bigint, b text DEFAULT 'b', c int NOT NULL, d date, e jsonb DEFAULT '{}' NOT NULL);
