-- check: every note has a kind
-- expect: no rows
SELECT id FROM note WHERE kind IS NULL;
