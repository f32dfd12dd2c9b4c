\include_relative ../last.sql
SELECT 'views';
