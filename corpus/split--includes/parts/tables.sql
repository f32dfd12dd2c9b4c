SELECT 'tables 1';
\ir deeper/views.sql
-- after the include
SELECT 'tables 2'