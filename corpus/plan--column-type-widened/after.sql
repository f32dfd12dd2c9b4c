-- expect: replaces index public.t_code
CREATE TABLE t (id int, code varchar(40) DEFAULT 'a', n numeric(9,2));
CREATE INDEX t_code ON t (code);
