CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE TABLE u (t_id int, who text);
CREATE POLICY p ON t USING (EXISTS (SELECT FROM u WHERE u.t_id = t.id));
