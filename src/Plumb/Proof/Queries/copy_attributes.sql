-- Gives the database $1 what CREATE DATABASE leaves out of the copy of $2: settings, also those of roles in it, owner, privileges, comment.
WITH old AS (SELECT * FROM pg_catalog.pg_database WHERE datname = $2::text),
new AS (SELECT oid FROM pg_catalog.pg_database WHERE datname = $1::text),
settings AS (
  INSERT INTO pg_catalog.pg_db_role_setting (setdatabase, setrole, setconfig)
  SELECT new.oid, s.setrole, s.setconfig FROM pg_catalog.pg_db_role_setting AS s JOIN old ON s.setdatabase = old.oid CROSS JOIN new),
holders AS (
  INSERT INTO pg_catalog.pg_shdepend (dbid, classid, objid, objsubid, refclassid, refobjid, deptype)
  SELECT d.dbid, d.classid, new.oid, d.objsubid, d.refclassid, d.refobjid, d.deptype
  FROM pg_catalog.pg_shdepend AS d JOIN old ON d.objid = old.oid CROSS JOIN new
  WHERE d.dbid = 0 AND d.classid = 'pg_catalog.pg_database'::regclass),
comments AS (
  INSERT INTO pg_catalog.pg_shdescription (objoid, classoid, description)
  SELECT new.oid, d.classoid, d.description FROM pg_catalog.pg_shdescription AS d JOIN old ON d.objoid = old.oid CROSS JOIN new
  WHERE d.classoid = 'pg_catalog.pg_database'::regclass)
UPDATE pg_catalog.pg_database AS d SET datdba = old.datdba, datacl = old.datacl, datconnlimit = old.datconnlimit
FROM old, new WHERE d.oid = new.oid
