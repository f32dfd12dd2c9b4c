-- On the copy of a database on which a run is killed: tells which statements the journal notes before and after, and ends the session that
-- is about to note the end of one of them, once. That statement is done then, and the journal says only that it was begun.
CREATE SEQUENCE plumb.crash;
CREATE FUNCTION plumb.crash() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET client_min_messages = notice
AS $$
BEGIN
  RAISE NOTICE 'plumb: noted %', NEW.ordinal;
  IF NEW.ordinal = TG_ARGV[0]::pg_catalog.int4 AND pg_catalog.nextval('plumb.crash') = 1 THEN
    PERFORM pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid());
    PERFORM pg_catalog.pg_sleep(60);
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER crash BEFORE UPDATE ON plumb.journal FOR EACH ROW WHEN (NEW.finished AND NOT OLD.finished) EXECUTE FUNCTION plumb.crash('%ORDINAL%');
