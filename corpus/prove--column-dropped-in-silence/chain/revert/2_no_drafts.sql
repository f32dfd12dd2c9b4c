ALTER TABLE note ADD COLUMN draft text;
