-- expect: replaces type public.d
CREATE DOMAIN d AS int;
