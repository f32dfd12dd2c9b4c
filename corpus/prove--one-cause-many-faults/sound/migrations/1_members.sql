CREATE TABLE club (id int PRIMARY KEY);
CREATE TABLE member (id int PRIMARY KEY, club int REFERENCES club);
