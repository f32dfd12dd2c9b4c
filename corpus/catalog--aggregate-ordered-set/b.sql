CREATE AGGREGATE s(int) (SFUNC = int4pl, STYPE = int, COMBINEFUNC = int4pl, PARALLEL = safe);
