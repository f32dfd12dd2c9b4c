-- expect: rewrites table public.t
CREATE TABLE t (id int, at timestamptz DEFAULT now());
