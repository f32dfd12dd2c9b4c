CREATE TABLE event (id int PRIMARY KEY);
CREATE TABLE old_event (id int PRIMARY KEY);
