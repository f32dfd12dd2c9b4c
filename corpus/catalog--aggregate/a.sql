CREATE AGGREGATE s(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
