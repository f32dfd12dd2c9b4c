-- expect: replaces table constraint k on public.t
CREATE TABLE t (id int PRIMARY KEY, n int, CONSTRAINT k CHECK (n > 1));
COMMENT ON CONSTRAINT k ON t IS 'new';
COMMENT ON CONSTRAINT t_pkey ON t IS 'key';
COMMENT ON INDEX t_pkey IS 'index';
