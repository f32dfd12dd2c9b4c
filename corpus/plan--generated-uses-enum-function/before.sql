-- expect: replaces table column public.t.b
-- expect: replaces table constraint t_b_key on public.t
-- expect: replaces view public.v
-- expect: rewrites table public.t
CREATE TABLE t (a text, b text GENERATED ALWAYS AS (upper(a)) STORED UNIQUE);
CREATE VIEW v AS SELECT b FROM t;
