-- expect: replaces collation public.k
CREATE COLLATION k (PROVIDER = icu, LOCALE = 'en', DETERMINISTIC = false);
