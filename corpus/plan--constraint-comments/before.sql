-- expect: replaces table constraint k on public.t
CREATE TABLE t (id int PRIMARY KEY, n int, CONSTRAINT k CHECK (n > 0));
COMMENT ON CONSTRAINT k ON t IS 'old';
