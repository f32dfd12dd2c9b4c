-- From version 4 to 5: without two columns that were always empty. What the schema looked like stands in plumb.observation.
DROP FUNCTION IF EXISTS plumb.event_hash(plumb.event);
ALTER TABLE plumb.event DROP COLUMN IF EXISTS fingerprint_before, DROP COLUMN IF EXISTS fingerprint_after;
COMMENT ON SCHEMA plumb IS 'Plumb ledger, version 5';
