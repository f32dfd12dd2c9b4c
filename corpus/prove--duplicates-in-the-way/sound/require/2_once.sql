-- check: nobody sits twice
-- expect: no rows
SELECT session, person FROM seat GROUP BY session, person HAVING count(*) > 1;
