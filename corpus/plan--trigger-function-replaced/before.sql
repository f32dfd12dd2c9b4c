-- expect: replaces trigger tr on public.t
CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER tr AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
