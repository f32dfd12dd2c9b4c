-- Every form of quoting, with semicolons inside.
SELECT ';', 'it''s; fine', 'C:\', 'two
lines;';
SELECT E'it\'s; fine', e'\\', E'\x3B;\u003b\073', E'a''b\';', N'nat;ional';
SELECT U&'d\0061t\+000061;', U&"d\0061t;""a" FROM (SELECT 1 AS "dat;""a") s;
SELECT B'01;' ; SELECT X'1F', x'';
SELECT 'first;'
    ' second;' -- a comment between
    ' third;' AS continued;
SELECT E'first\';'
' second;' AS continued;
SELECT abcE'\'; SELECT 'after';
SELECT 1E'\'; SELECT 'after';
SELECT "a;""b", "back\", "two
lines;" FROM nowhere;
SELECT _'x', é'\', 1 AS "é;";
SELECT ''';''', '''', E'\''';', '';
SELECT E'back\\'';', E'\\\\';
