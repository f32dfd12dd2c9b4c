-- expect: replaces event trigger catalog_e
CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER catalog_e ON ddl_command_end EXECUTE FUNCTION e();
