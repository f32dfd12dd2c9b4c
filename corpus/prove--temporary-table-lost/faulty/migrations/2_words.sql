-- plumb: no-transaction
CREATE TEMPORARY TABLE heap AS SELECT 1 AS id, 'a' AS body;
CREATE TABLE word AS SELECT * FROM heap;
