SELECT pg_terminate_backend(pg_backend_pid());
CREATE TABLE after (id int);
