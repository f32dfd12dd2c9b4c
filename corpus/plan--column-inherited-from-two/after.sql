-- expect: leaves column order of table public.c
CREATE TABLE p (a int, b int);
CREATE TABLE q (a int, b int);
CREATE TABLE c (d int) INHERITS (p, q);
