-- expect: replaces table constraint t_a_key on public.t
CREATE TABLE t (a int, b int, UNIQUE (a) INCLUDE (b));
ALTER TABLE t RENAME CONSTRAINT t_a_b_key TO t_a_key;
