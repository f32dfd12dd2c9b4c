-- expect: replaces view public.w
CREATE TABLE v (n int);
CREATE VIEW w AS SELECT n FROM v;
