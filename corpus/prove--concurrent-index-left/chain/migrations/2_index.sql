CREATE INDEX CONCURRENTLY note_body ON note (body);
CREATE INDEX CONCURRENTLY note_id_body ON note (id, body);
