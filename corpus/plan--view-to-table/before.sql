-- expect: replaces view public.w
CREATE VIEW v AS SELECT 1 AS n;
CREATE VIEW w AS SELECT n FROM v;
