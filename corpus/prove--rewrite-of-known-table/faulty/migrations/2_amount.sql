ALTER TABLE draft ALTER amount TYPE bigint;
ALTER TABLE event ALTER amount TYPE bigint;
