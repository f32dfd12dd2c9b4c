-- expect: rewrites table public.t
CREATE SCHEMA ext;
CREATE EXTENSION hstore;
CREATE TABLE t (tags hstore);
