-- expect: rewrites table public.t
CREATE DOMAIN d AS int CHECK (VALUE > 0);
CREATE TABLE t (v d);
