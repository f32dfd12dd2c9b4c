-- expect: replaces conversion public.k
CREATE CONVERSION k FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
