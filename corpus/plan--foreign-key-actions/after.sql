-- expect: replaces table constraint b_a_fkey on public.b
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (a int REFERENCES a ON DELETE SET NULL ON UPDATE CASCADE);
