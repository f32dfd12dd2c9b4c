ALTER TABLE note ADD COLUMN kind text;
UPDATE note SET kind = 'plain';
