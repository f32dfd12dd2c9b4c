-- plumb: no-transaction
COMMENT ON TABLE event IS 'What happened';
CREATE INDEX CONCURRENTLY event_kind ON event (kind);
