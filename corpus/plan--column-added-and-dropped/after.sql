-- expect: replaces view public.v
CREATE TABLE t (id int PRIMARY KEY, new text DEFAULT 'n' NOT NULL);
CREATE INDEX t_new ON t (new);
CREATE VIEW v AS SELECT id, new FROM t;
