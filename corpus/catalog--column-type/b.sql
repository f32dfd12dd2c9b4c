-- expect: rewrites table public.t
CREATE TABLE t (id int PRIMARY KEY, name text, at timestamp);
