-- From version 4 to 5: an event may say why its migration ran without a proof. The functions that take that as one more argument are made
-- anew; those without it would stay beside them.
ALTER TABLE plumb.event ADD COLUMN IF NOT EXISTS unproven text;
DROP FUNCTION IF EXISTS plumb.append_event(text, text, text, double precision, text[], jsonb, text, text);
DROP FUNCTION IF EXISTS plumb.record(text, text, text, text, text, text, text, double precision, text[], jsonb, text, text);
DROP FUNCTION IF EXISTS plumb.record_revert(text, text, double precision, text[], jsonb, text, text);
COMMENT ON SCHEMA plumb IS 'Plumb ledger, version 5';
