CREATE TYPE c AS (b text, a int);
