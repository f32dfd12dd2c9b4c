-- expect: replaces text search template public.p
CREATE TEXT SEARCH TEMPLATE p (INIT = dsimple_init, LEXIZE = dsimple_lexize);
