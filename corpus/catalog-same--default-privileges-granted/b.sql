CREATE TABLE t (a int);
GRANT SELECT ON t TO catalog_reader;
REVOKE SELECT ON t FROM catalog_reader;
