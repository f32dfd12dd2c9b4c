-- expect: replaces table constraint u_t_fkey on public.u
CREATE TABLE t (id int PRIMARY KEY, name text, at timestamptz);
CREATE TABLE u (t int REFERENCES t);
