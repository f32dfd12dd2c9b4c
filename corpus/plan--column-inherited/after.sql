-- expect: leaves column order of table public.c
-- expect: replaces index public.c_b
-- expect: rewrites table public.c
-- expect: rewrites table public.p
CREATE TABLE p (a int, b bigint, e text DEFAULT 'e');
CREATE TABLE c (d int) INHERITS (p);
CREATE INDEX c_b ON c (b);
