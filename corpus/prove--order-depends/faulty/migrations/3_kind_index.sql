CREATE INDEX CONCURRENTLY note_kind ON note (kind);
