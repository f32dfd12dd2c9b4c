INSERT INTO note (body) SELECT 'welcome' WHERE NOT EXISTS (SELECT FROM note WHERE body = 'welcome');
