-- expect: rewrites table public.p
CREATE TABLE p (a bigint, b int);
CREATE TABLE c1 (a int, b int, c int, CONSTRAINT k CHECK (b > 0));
