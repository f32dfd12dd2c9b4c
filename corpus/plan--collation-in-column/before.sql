-- expect: replaces collation public.c
-- expect: replaces index public.i
-- expect: replaces view public.v
CREATE COLLATION c (provider = icu, locale = 'de');
CREATE TABLE t (id int, n text COLLATE c);
CREATE INDEX i ON t (n);
CREATE VIEW v AS SELECT n FROM t;
