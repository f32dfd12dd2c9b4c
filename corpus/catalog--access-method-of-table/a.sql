-- expect since 15: rewrites table public.t
-- expect before 15: loses table public.t
-- expect before 15: replaces table public.t
CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE t (id int);
