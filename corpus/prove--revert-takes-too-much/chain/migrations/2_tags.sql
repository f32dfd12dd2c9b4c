CREATE TABLE tag (note int REFERENCES note, name text);
