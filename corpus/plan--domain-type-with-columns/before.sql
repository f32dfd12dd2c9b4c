-- expect: replaces domain constraint d_check on public.d
-- expect: replaces type public.d
-- expect: replaces view public.w
-- expect: rewrites table public.t
CREATE DOMAIN d AS int CHECK (VALUE > 0);
CREATE TABLE t (id int, v d DEFAULT 1);
CREATE VIEW w AS SELECT v FROM t;
