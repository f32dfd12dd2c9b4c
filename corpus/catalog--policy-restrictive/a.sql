-- expect: replaces policy p on public.t
CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE POLICY p ON t USING (true);
