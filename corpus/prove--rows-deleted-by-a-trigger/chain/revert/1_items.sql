DROP TABLE item, staging, archive;
DROP FUNCTION tidy();
