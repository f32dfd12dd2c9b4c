-- expect: rewrites table public.t
CREATE UNLOGGED TABLE t (id int PRIMARY KEY, n text);
CREATE INDEX t_n ON t (n);
