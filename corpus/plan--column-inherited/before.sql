CREATE TABLE p (a int, b int);
CREATE TABLE c (d int) INHERITS (p);
CREATE INDEX c_b ON c (b);
