ALTER TABLE event ALTER kind TYPE varchar(40);
ALTER TABLE event ADD COLUMN total bigint;
