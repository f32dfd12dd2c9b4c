INSERT INTO note (body) VALUES ('welcome');
