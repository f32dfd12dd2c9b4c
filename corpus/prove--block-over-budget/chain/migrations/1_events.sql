CREATE TABLE place (id int PRIMARY KEY, name text);
CREATE TABLE event (id int PRIMARY KEY, place_id int NOT NULL REFERENCES place, kind text NOT NULL CHECK (kind <> ''));
CREATE TABLE draft (id int PRIMARY KEY, body text);
