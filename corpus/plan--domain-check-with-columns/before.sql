-- expect: replaces domain constraint positive on public.d
CREATE DOMAIN d AS int CONSTRAINT positive CHECK (VALUE > 0);
CREATE TABLE t (v d);
