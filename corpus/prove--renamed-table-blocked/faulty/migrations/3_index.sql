CREATE INDEX history_kind ON history (kind);
