CREATE TABLE p (a int, b bigint, e text DEFAULT 'e');
CREATE TABLE c (d int) INHERITS (p);
CREATE INDEX c_b ON c (b);
