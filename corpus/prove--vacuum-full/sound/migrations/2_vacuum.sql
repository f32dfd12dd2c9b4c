-- plumb: no-transaction
ANALYZE event;
VACUUM event;
