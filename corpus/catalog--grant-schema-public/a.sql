-- since 15
SELECT 1;
