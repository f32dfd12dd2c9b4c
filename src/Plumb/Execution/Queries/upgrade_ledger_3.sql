-- From version 3 to 4: only functions differ.
COMMENT ON SCHEMA plumb IS 'Plumb ledger, version 4';
