-- since 18
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a + 2), c int GENERATED ALWAYS AS (a * 2) STORED);
