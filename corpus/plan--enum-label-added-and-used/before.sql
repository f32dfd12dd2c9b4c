-- no rows
CREATE TYPE e AS ENUM ('a');
CREATE TABLE t (v e DEFAULT 'a');
