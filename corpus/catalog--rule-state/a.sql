CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE RULE r AS ON DELETE TO t DO NOTHING;
