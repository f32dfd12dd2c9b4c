-- expect: replaces trigger r on public.t
CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE CONSTRAINT TRIGGER r AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g();
