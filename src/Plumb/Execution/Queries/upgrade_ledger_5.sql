-- From version 5 to 6: the guards of the observations also hold for a session that says session_replication_role = replica. An event is
-- without two columns that were always empty: what the schema looked like stands in the observations.
DROP FUNCTION IF EXISTS plumb.event_hash(plumb.event);
ALTER TABLE plumb.event DROP COLUMN IF EXISTS fingerprint_before, DROP COLUMN IF EXISTS fingerprint_after;
DO $$
BEGIN
  IF to_regclass('plumb.observation') IS NOT NULL THEN
    ALTER TABLE plumb.observation ENABLE ALWAYS TRIGGER append_only;
    ALTER TABLE plumb.observed_object ENABLE ALWAYS TRIGGER append_only;
    REVOKE ALL ON FUNCTION plumb.refuse_rewriting() FROM PUBLIC;
  END IF;
END
$$;
COMMENT ON SCHEMA plumb IS 'Plumb ledger, version 6';
