-- plumb: no-transaction
ANALYZE event;
VACUUM FULL event;
