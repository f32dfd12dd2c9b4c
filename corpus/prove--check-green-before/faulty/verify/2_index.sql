-- check: no note is empty
-- expect: no rows
SELECT id FROM note WHERE body = '';
