-- From version 6 to 7: the values of a record are judged when it is read, no longer by checks that cost every record as much as itself.
ALTER TABLE plumb.event DROP CONSTRAINT IF EXISTS event_action_check;
ALTER TABLE plumb.migration DROP CONSTRAINT IF EXISTS migration_kind_check, DROP CONSTRAINT IF EXISTS migration_state_check;
COMMENT ON SCHEMA plumb IS 'Plumb ledger, version 7';
