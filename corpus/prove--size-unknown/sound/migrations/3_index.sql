CREATE INDEX note_kind ON note (kind);
CREATE INDEX event_kind ON event (kind);
