-- expect: replaces domain constraint positive on public.d
CREATE DOMAIN d AS int DEFAULT 5 NOT NULL CONSTRAINT positive CHECK (VALUE >= 0) CONSTRAINT small CHECK (VALUE < 1000);
CREATE TABLE t (v d);
