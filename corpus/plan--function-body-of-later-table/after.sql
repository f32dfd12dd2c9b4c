CREATE TABLE zzz (id int);
CREATE FUNCTION aaa() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM public.zzz';
CREATE PROCEDURE bbb() LANGUAGE sql AS 'DELETE FROM public.zzz';
