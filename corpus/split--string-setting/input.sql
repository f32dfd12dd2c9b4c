SELECT 'C:\'; SELECT ';';
SET standard_conforming_strings = off;
SELECT 'it\'s; fine', B'01;', U&'x';
SELECT 'first\';'
'second\';';
set session standard_conforming_strings to 'on';
SELECT 'C:\'; SELECT ';';
SET standard_conforming_strings TO false;
SELECT 'it\'s; fine';
RESET standard_conforming_strings;
SELECT 'C:\'; SELECT ';';
