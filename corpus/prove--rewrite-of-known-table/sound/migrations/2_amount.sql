ALTER TABLE draft ALTER amount TYPE bigint;
