-- On the platform postgres does not own the services' tables: policies and triggers are fine, anything else is refused.

CREATE FUNCTION extensions.plumb_platform_owners() RETURNS event_trigger
  LANGUAGE plpgsql SET search_path = pg_catalog
  AS $$
DECLARE
  refused record;
BEGIN
  SELECT r.oid::regclass AS relation, r.relname AS name, r.relowner::regrole AS owner
  INTO refused
  FROM pg_event_trigger_ddl_commands() AS c
  LEFT JOIN pg_index AS i ON c.classid = 'pg_class'::regclass AND i.indexrelid = c.objid
  LEFT JOIN pg_trigger AS t ON c.classid = 'pg_trigger'::regclass AND t.oid = c.objid
  JOIN pg_class AS r ON r.oid = COALESCE(i.indrelid, t.tgrelid, c.objid)
  WHERE c.classid IN ('pg_class'::regclass, 'pg_trigger'::regclass) AND NOT c.in_extension
    AND r.relnamespace IN ('auth'::regnamespace, 'storage'::regnamespace, 'realtime'::regnamespace)
  LIMIT 1;
  IF FOUND AND current_user = 'postgres' THEN
    RAISE insufficient_privilege USING
      MESSAGE = format('must be owner of table %s', refused.name),
      DETAIL = format('On the platform %s belongs to %s, which postgres cannot act for.', refused.relation, refused.owner),
      HINT = CASE WHEN TG_TAG = 'ALTER TABLE'
        THEN 'Row level security is enabled on it from the start; a statement that enables it can be removed.'
        ELSE 'Policies and triggers can be made on it, nothing else.' END;
  END IF;
END
$$;

CREATE EVENT TRIGGER plumb_platform_owners ON ddl_command_end
  WHEN TAG IN ('ALTER TABLE', 'CREATE INDEX', 'COMMENT')
  EXECUTE FUNCTION extensions.plumb_platform_owners();
