-- expect: replaces index public.t_code
-- expect: rewrites table public.t
CREATE TABLE t (id int, code varchar(10) DEFAULT 'a', n numeric(6,2));
CREATE INDEX t_code ON t (code);
