-- From version 2 to 3: an event may also be an adoption.
ALTER TABLE plumb.event
  DROP CONSTRAINT IF EXISTS event_action_check,
  ADD CONSTRAINT event_action_check CHECK (action IN ('apply', 'adopt', 'begin', 'unverify', 'begin revert', 'unverify revert', 'revert'));
COMMENT ON SCHEMA plumb IS 'Plumb ledger, version 3';
