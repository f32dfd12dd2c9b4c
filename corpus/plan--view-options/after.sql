CREATE TABLE t (a int);
CREATE VIEW v WITH (check_option = cascaded) AS SELECT a FROM t WHERE a > 0;
