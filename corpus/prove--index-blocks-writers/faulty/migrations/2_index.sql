COMMENT ON TABLE event IS 'What happened';
CREATE INDEX event_kind ON event (kind);
