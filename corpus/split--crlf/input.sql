CREATE TABLE c (a text);

SELECT 1,
  2
;
-- it's a comment;
COPY c FROM STDIN;
one;
two
\.
SELECT 'a;
b', $$
;
$$ -- c
;
SELECT E'a\
;';
SELECT 1 -- lone + 2; SELECT 3