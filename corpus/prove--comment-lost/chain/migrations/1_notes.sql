CREATE TABLE note (id int PRIMARY KEY, body text);
COMMENT ON COLUMN note.body IS 'Markdown';
