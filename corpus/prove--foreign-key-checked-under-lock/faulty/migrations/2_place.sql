ALTER TABLE event ADD CONSTRAINT event_place FOREIGN KEY (place_id) REFERENCES place;
