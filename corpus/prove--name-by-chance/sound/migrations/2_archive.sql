CREATE TABLE archive_1 (id int);
