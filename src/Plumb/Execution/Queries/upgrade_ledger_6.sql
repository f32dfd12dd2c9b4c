-- From version 6 to 7: a record costs less. Only the functions write into the ledger, and constraints on what they write were parsed anew for
-- each row. One function writes both ledgers.
ALTER TABLE plumb.event DROP CONSTRAINT IF EXISTS event_action_check;
ALTER TABLE plumb.migration DROP CONSTRAINT IF EXISTS migration_kind_check, DROP CONSTRAINT IF EXISTS migration_state_check;
DROP FUNCTION IF EXISTS plumb.record(text, text, text, text, text, text, text, double precision, text[], jsonb, text, text, text);
DROP FUNCTION IF EXISTS plumb.record_supabase(text, text, text[]);
COMMENT ON SCHEMA plumb IS 'Plumb ledger, version 7';
