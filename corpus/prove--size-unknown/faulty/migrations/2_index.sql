ALTER TABLE archive RENAME TO history;
CREATE INDEX history_kind ON history (kind);
