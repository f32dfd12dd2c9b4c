CREATE TABLE t (a int NOT NULL);
CREATE SEQUENCE t_a_seq AS int OWNED BY t.a;
ALTER TABLE t ALTER a SET DEFAULT nextval('t_a_seq');
