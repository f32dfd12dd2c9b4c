-- since 18
-- expect: replaces table constraint k on public.t
CREATE TABLE t (a int CONSTRAINT k CHECK (a > 0), CONSTRAINT nn NOT NULL a);
