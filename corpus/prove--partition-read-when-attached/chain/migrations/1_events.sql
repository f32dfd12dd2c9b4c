CREATE TABLE event (id int, region text NOT NULL) PARTITION BY LIST (region);
CREATE TABLE event_eu (id int, region text NOT NULL CHECK (lower(region) = 'eu' AND region = lower(region)));
