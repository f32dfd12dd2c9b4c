-- expect: loses column public.t.v
-- expect: replaces table column public.t.v
CREATE TABLE n (a int);
CREATE TABLE t (v n);
