CREATE TABLE note (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text, draft text);
