-- plumb: no-transaction
ANALYZE note;
CALL fill_once();
