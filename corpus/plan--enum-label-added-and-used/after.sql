CREATE TYPE e AS ENUM ('a', 'b');
CREATE TABLE t (v e DEFAULT 'b', CHECK (v <> 'a'::e OR v IS NULL));
CREATE INDEX i ON t (v) WHERE v = 'b';
