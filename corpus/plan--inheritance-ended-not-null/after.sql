-- gap: the constraint keeps the name that it had from the table above, which nothing shows as long as it is inherited; a second plan renames it
CREATE TABLE p (a int NOT NULL);
CREATE TABLE c1 (a int NOT NULL);
