-- plumb: requires 2_kinds
CREATE INDEX CONCURRENTLY note_kind ON note (kind);
