CREATE TABLE c (a text, b text);
COPY c FROM STDIN;
it's; "x	$$ (
/* -- \N	\\
\.
copy public.c (a, b) from stdin with (format csv);
"quoted; ""line""

with an empty one",x
a,'
\.
COPY c /* c */ FROM -- c
  stdin (DELIMITER ';') ; -- rows; follow
1;2
 \.;x
\.
SELECT 1;COPY c FROM STDIN; SELECT 2; COPY c (b) FROM STDOUT WHERE b IS NOT NULL; SELECT 3;
a	first
\.
second
third
\.
COPY c TO STDOUT; COPY (SELECT a FROM c) TO STDOUT;
COPY c FROM 'stdin';
SELECT 4;
COPY c FROM STDIN NULL 'x';
\.
SELECT 5;
COPY c FROM STDIN;
last	row
