-- expect: replaces index public.c_b
-- expect: rewrites table public.c
-- expect: rewrites table public.p
CREATE TABLE p (a int, b int);
CREATE TABLE c (d int) INHERITS (p);
CREATE INDEX c_b ON c (b);
