CREATE TABLE event (id int PRIMARY KEY, kind text NOT NULL);
