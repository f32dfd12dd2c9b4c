SET LOCAL enable_seqscan = off;
ALTER TABLE event ADD COLUMN old boolean;
UPDATE event SET old = true WHERE id > 0;
