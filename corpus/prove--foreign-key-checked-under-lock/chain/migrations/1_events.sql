CREATE TABLE place (id int PRIMARY KEY);
CREATE TABLE event (id int PRIMARY KEY, place_id int);
