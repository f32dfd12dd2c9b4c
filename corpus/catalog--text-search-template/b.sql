CREATE TEXT SEARCH TEMPLATE p (INIT = dsimple_init, LEXIZE = dsimple_lexize);
