SELECT 'main 1';
\i parts/tables.sql
SELECT 'main 2';
\include 'parts/with blank.sql'
\ir ./parts/tables.sql
SELECT 'main 3'
