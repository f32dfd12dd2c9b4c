CREATE TABLE event (id int PRIMARY KEY, amount int);
CREATE TABLE draft (id int PRIMARY KEY, amount int);
