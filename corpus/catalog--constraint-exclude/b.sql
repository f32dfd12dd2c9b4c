-- no rows
-- expect: replaces table constraint t_r_excl on public.t
CREATE TABLE t (r int4range, EXCLUDE USING gist (r WITH -|-));
