-- expect: replaces event trigger et
CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER et ON ddl_command_end EXECUTE FUNCTION f();
COMMENT ON EVENT TRIGGER et IS 'x';
