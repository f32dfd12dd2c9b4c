-- expect: replaces cast (pg_catalog.text AS public.e)
CREATE TYPE e AS ENUM ('a');
CREATE CAST (text AS e) WITH INOUT;
