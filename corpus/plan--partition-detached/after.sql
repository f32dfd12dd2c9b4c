CREATE TABLE m (id int, at date NOT NULL, n int) PARTITION BY RANGE (at);
CREATE TABLE m_2023 (id int, at date NOT NULL, n int);
