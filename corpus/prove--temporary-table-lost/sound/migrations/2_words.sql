-- plumb: no-transaction
CREATE TABLE word AS SELECT 1 AS id, 'a' AS body;
ANALYZE word;
