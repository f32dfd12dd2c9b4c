SELECT s.oid, s.srvname::text AS name, pg_get_userbyid(s.srvowner)::text AS owner,
  f.fdwname::text AS wrapper, s.srvtype AS type, s.srvversion AS version,
  (SELECT array_agg(regexp_replace(o, '^([^=]*(?:passw|secret|token|api_?key|credential)[^=]*=).*', '\1***', 'i') ORDER BY o COLLATE "C") FROM unnest(s.srvoptions) AS o) AS options
FROM pg_foreign_server AS s
JOIN pg_foreign_data_wrapper AS f ON f.oid = s.srvfdw
