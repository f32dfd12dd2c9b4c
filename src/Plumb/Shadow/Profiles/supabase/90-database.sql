-- Everything above was done in template1, so that every new database has it. The project's own one is made anew from it.

DROP DATABASE postgres;

CREATE DATABASE postgres OWNER postgres;

GRANT ALL ON DATABASE postgres TO dashboard_user;
