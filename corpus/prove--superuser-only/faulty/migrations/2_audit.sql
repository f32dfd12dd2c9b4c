SET session_replication_role = replica;
CREATE TABLE audit (id int);
