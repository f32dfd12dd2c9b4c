ALTER TABLE event ADD COLUMN label text;
