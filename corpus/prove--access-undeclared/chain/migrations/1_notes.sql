CREATE ROLE web;
CREATE TABLE note (id int PRIMARY KEY, body text);
