-- expect: replaces index public.i
CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE INDEX i ON t (lower(name) text_pattern_ops) WITH (fillfactor = 80);
COMMENT ON INDEX i IS 'by lower name';
