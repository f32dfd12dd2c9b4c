-- no rows
-- expect: replaces index public.t_v
-- expect: replaces type public.e
-- expect: replaces view public.w
-- expect: rewrites table public.t
CREATE TYPE e AS ENUM ('a', 'b');
CREATE TABLE t (id int PRIMARY KEY, v e DEFAULT 'a', vs e[] DEFAULT '{a}', n e NOT NULL);
CREATE INDEX t_v ON t (v);
CREATE VIEW w AS SELECT v FROM t WHERE n = 'a';
GRANT USAGE ON TYPE e TO catalog_reader;
COMMENT ON TYPE e IS 'an enum';
