CREATE TABLE member (id int PRIMARY KEY, club int REFERENCES club);
