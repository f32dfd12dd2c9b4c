-- expect: loses column public.t.id
CREATE TABLE t (id serial PRIMARY KEY, n int);
