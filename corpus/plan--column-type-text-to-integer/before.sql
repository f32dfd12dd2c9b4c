-- expect: rewrites table public.t
CREATE TABLE t (id int PRIMARY KEY, n text DEFAULT '7');
