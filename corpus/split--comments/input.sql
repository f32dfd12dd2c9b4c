-- before; the first
/* before; /* nested; */ */ SELECT 1 /* in; */ + /***/ 2 /* **/ -- in; it's
  + 3 -- after
  /* after */ ;
;; -- alone;
/* alone; */ ;
SELECT /*/ ; */ 1;
SELECT 1--2;
;
SELECT 1 */* x; */ 2; SELECT 1 +-- ;
2;
SELECT 1 - - 2, 1 -/* ; */ 2, 3 @-- ;
4;
SELECT 1 /* two
lines;

and an empty one */ + 1;
SELECT '/*', 1 /* ' */, '--' -- '
;
--
/**/SELECT 5/**/;/**/
SELECT 6 --no line end
-- no newline at the end