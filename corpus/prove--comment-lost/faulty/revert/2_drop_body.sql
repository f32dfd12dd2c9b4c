ALTER TABLE note ADD COLUMN body text;
