ALTER TABLE note ADD COLUMN body text;
COMMENT ON COLUMN note.body IS 'Markdown';
