-- expect: rewrites table public.t
CREATE SCHEMA ext;
CREATE EXTENSION hstore SCHEMA ext;
CREATE TABLE t (tags ext.hstore);
