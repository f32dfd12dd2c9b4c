CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
ALTER TABLE t ALTER name SET STORAGE EXTERNAL;
