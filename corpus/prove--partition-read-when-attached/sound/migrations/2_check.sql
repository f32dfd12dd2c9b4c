ALTER TABLE event_eu ADD CONSTRAINT eu_only CHECK (region = 'eu') NOT VALID;
