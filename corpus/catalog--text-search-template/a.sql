-- expect: replaces text search template public.p
CREATE TEXT SEARCH TEMPLATE p (LEXIZE = dsimple_lexize);
