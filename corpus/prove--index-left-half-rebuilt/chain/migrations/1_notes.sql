CREATE TABLE note (id int PRIMARY KEY, body text NOT NULL);
CREATE INDEX note_body ON note (body);
