CREATE TABLE note (id int PRIMARY KEY, body text);
INSERT INTO note VALUES (1, '');
