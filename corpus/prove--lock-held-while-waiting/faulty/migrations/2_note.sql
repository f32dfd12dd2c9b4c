ALTER TABLE event ADD COLUMN note text;
SELECT pg_sleep(1.2);
