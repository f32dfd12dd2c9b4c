-- gap: PostgreSQL changes no type of a column in a partition key; the table would have to be made anew
CREATE TYPE k AS ENUM ('a', 'b');
CREATE TABLE m (kind k, n int) PARTITION BY LIST (kind);
CREATE TABLE m_a PARTITION OF m FOR VALUES IN ('a');
