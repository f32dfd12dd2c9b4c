SELECT c.oid, c.connamespace AS parent, c.conname::text AS name, pg_get_userbyid(c.conowner)::text AS owner,
  pg_encoding_to_char(c.conforencoding)::text AS source, pg_encoding_to_char(c.contoencoding)::text AS destination,
  c.conproc::oid::regprocedure::text AS function, NULLIF(c.condefault, false) AS default
FROM pg_conversion AS c
WHERE c.oid >= 16384
