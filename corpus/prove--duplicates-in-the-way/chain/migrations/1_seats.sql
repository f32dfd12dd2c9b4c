CREATE TABLE seat (session int NOT NULL, person int NOT NULL);
