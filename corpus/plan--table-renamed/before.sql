CREATE TABLE old (id serial PRIMARY KEY, n int);
CREATE INDEX old_n ON old (n);
