-- gap: PostgreSQL checks no constraint of a domain in arrays and refuses to add one; the domain would have to be made anew
CREATE DOMAIN d AS int CHECK (VALUE > 0);
CREATE TABLE t (w d[]);
