CREATE TABLE new (id serial PRIMARY KEY, n int);
CREATE INDEX new_n ON new (n);
