-- What the schema looked like after a run. Made with the first observation; nobody else may use the schema they stand in.
DO $$
BEGIN
  IF to_regclass('plumb.observation') IS NULL THEN
    CREATE TABLE plumb.observation (
      event_id       bigint PRIMARY KEY,
      at             timestamptz NOT NULL,
      fingerprint    text NOT NULL,
      server_version text NOT NULL,
      profile        text NOT NULL
    );
    COMMENT ON TABLE plumb.observation IS 'Append-only. What the schema looked like after a run; event_id is the last event before it.';
    CREATE TABLE plumb.observed_object (
      object      text NOT NULL,
      event_id    bigint NOT NULL,
      fingerprint text,
      PRIMARY KEY (object, event_id)
    );
    COMMENT ON TABLE plumb.observed_object IS 'Append-only. The objects that had changed since the observation before; without a fingerprint, they were gone.';
    CREATE FUNCTION plumb.refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $refuse$
    BEGIN
      RAISE EXCEPTION 'plumb.% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END
    $refuse$;
    REVOKE ALL ON FUNCTION plumb.refuse_rewriting() FROM PUBLIC;
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON plumb.observation
      FOR EACH STATEMENT EXECUTE FUNCTION plumb.refuse_rewriting();
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON plumb.observed_object
      FOR EACH STATEMENT EXECUTE FUNCTION plumb.refuse_rewriting();
    -- Also for a session that says session_replication_role = replica.
    ALTER TABLE plumb.observation ENABLE ALWAYS TRIGGER append_only;
    ALTER TABLE plumb.observed_object ENABLE ALWAYS TRIGGER append_only;
  END IF;
END
$$;
