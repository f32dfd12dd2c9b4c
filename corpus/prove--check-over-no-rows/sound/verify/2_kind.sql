-- check: a note is plain unless it says otherwise
-- expect: 1 row
SELECT attname FROM pg_attribute WHERE attrelid = 'note'::regclass AND attname = 'kind' AND atthasdef;
