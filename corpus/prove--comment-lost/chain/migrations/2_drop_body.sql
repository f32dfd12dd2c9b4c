-- plumb: allow data-loss "bodies are kept elsewhere"
ALTER TABLE note DROP COLUMN body;
