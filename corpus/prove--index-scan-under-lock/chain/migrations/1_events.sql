CREATE TABLE event (id int PRIMARY KEY, at date NOT NULL, note text);
CREATE INDEX event_at ON event (at);
