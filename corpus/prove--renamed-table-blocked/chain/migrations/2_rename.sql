ALTER TABLE event RENAME TO history;
