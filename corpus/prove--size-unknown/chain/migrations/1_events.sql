CREATE TABLE event (id int PRIMARY KEY, kind text);
CREATE TABLE archive (id int PRIMARY KEY, kind text);
