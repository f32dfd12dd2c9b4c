-- check: every event has a kind
-- expect: no rows
SELECT id FROM event WHERE kind IS NULL;
