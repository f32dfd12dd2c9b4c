-- expect: replaces collation public.k
CREATE COLLATION k (LOCALE = 'POSIX');
