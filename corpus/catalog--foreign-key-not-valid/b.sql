-- expect: replaces table constraint k on public.u
CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE TABLE u (t int);
ALTER TABLE u ADD CONSTRAINT k FOREIGN KEY (t) REFERENCES t NOT VALID;
