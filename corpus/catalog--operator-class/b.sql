CREATE OPERATOR CLASS o FOR TYPE int USING hash AS OPERATOR 1 =, FUNCTION 1 hashint4(int), FUNCTION 2 hashint4extended(int, bigint);
