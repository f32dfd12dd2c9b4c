-- expect: rewrites table public.t
CREATE TABLE t (id int, at timestamp DEFAULT now());
