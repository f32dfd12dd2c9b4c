-- expect: leaves index public.i
CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE INDEX i ON t (name);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass;
