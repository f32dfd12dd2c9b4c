CREATE TABLE event (id int PRIMARY KEY, kind text);
CREATE TABLE draft (id int PRIMARY KEY);
