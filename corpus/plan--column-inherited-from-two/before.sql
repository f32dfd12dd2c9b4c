CREATE TABLE p (a int);
CREATE TABLE q (a int);
CREATE TABLE c (d int) INHERITS (p, q);
