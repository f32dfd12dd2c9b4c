CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
REVOKE DELETE ON t FROM CURRENT_USER;
