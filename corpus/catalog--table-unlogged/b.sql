-- expect: rewrites table public.t
CREATE UNLOGGED TABLE t (id int PRIMARY KEY, name text, at timestamptz);
