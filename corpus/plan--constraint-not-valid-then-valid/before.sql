-- expect: replaces table constraint k on public.t
CREATE TABLE t (n int);
ALTER TABLE t ADD CONSTRAINT k CHECK (n > 0) NOT VALID;
