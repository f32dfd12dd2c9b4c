-- expect: replaces view public.v
CREATE TABLE t (id int PRIMARY KEY, old text);
CREATE INDEX t_old ON t (old);
CREATE VIEW v AS SELECT id, old FROM t;
