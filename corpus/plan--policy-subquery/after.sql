CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE TABLE u (t_id int, who text, role text);
CREATE POLICY p ON t TO catalog_reader USING (EXISTS (SELECT FROM u WHERE u.t_id = t.id AND u.role = 'x'));
