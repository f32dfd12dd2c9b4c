-- expect: rewrites table public.t
CREATE TABLE t (id int, tags text[]);
