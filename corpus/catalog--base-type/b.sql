-- expect: replaces function public.bt_in(pg_catalog.cstring)
-- expect: replaces function public.bt_out(public.bt)
-- expect: replaces type public.bt
CREATE TYPE bt;
CREATE FUNCTION bt_in(cstring) RETURNS bt LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION bt_out(bt) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE bt (INPUT = bt_in, OUTPUT = bt_out, DELIMITER = ';');
