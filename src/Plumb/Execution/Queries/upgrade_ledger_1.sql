-- From version 1 to 2: the guard of plumb.event also holds for a session that says session_replication_role = replica.
ALTER TABLE plumb.event ENABLE ALWAYS TRIGGER append_only;
COMMENT ON SCHEMA plumb IS 'Plumb ledger, version 2';
