ALTER TABLE event ALTER kind TYPE varchar(40);
ALTER TABLE event ALTER amount TYPE bigint;
