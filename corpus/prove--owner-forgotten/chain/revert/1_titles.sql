DROP VIEW titles;
DROP ROLE editor;
