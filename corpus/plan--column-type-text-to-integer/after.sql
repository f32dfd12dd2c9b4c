-- expect: rewrites table public.t
CREATE TABLE t (id int PRIMARY KEY, n integer DEFAULT 7);
