-- no rows
-- expect: rewrites table public.t
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t (id int PRIMARY KEY, m mood DEFAULT 'ok' NOT NULL, n int);
