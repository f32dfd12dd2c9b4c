ALTER TABLE event ADD COLUMN label text;
UPDATE event SET label = kind;
