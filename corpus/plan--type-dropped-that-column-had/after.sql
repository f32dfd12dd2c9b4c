-- expect: rewrites table public.t
CREATE TABLE t (id int PRIMARY KEY, m text DEFAULT 'ok' NOT NULL, n int);
