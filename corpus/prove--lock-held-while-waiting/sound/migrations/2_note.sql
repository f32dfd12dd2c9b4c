SELECT pg_sleep(1.2);
ALTER TABLE event ADD COLUMN note text;
