-- expect: replaces function public.who()
-- expect: replaces policy own on public.t
CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE FUNCTION who() RETURNS name LANGUAGE sql STABLE AS 'SELECT current_user';
ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON t USING (name = who());
CREATE POLICY ins ON t FOR INSERT TO catalog_writer WITH CHECK (name IS NOT NULL);
