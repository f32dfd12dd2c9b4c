CREATE TABLE p (a int CHECK (a > 0));
CREATE TABLE c (a int, d int, CONSTRAINT p_a_check CHECK (a > 0));
