-- expect: replaces function public.who()
-- expect: replaces policy own on public.t
CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE FUNCTION who() RETURNS text LANGUAGE sql STABLE AS 'SELECT current_user::text';
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON t USING (name = who());
