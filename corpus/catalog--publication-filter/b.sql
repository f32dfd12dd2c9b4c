-- since 15
-- expect: replaces publication relation public.t in publication p
CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE PUBLICATION p FOR TABLE t (id) WHERE (id > 0);
