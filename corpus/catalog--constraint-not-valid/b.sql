-- expect: replaces table constraint k on public.t
CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
ALTER TABLE t ADD CONSTRAINT k CHECK (id > 0) NOT VALID;
