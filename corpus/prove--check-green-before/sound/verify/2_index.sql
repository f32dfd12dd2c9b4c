-- check: the index is there
-- expect: 1 row
SELECT indexname FROM pg_indexes WHERE indexname = 'note_body';
