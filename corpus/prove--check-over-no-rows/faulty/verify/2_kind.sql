-- check: every note has a kind
-- expect: every row kind <> ''
SELECT kind FROM note;
