CREATE TABLE event (id int PRIMARY KEY, kind varchar(20), amount int);
