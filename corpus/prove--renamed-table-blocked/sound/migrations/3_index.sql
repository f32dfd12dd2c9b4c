-- plumb: no-transaction
CREATE INDEX CONCURRENTLY history_kind ON history (kind);
