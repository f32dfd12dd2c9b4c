-- since 15
-- expect: replaces publication relation public.b in publication p
-- expect: rewrites table public.b
CREATE TABLE b (id int PRIMARY KEY, n bigint, m int);
CREATE PUBLICATION p FOR TABLE b (id, m) WHERE (id > 1);
