CREATE TABLE note (id int PRIMARY KEY, kind text);
