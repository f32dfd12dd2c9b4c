-- The view shows the options to those who may read them, and passwords stay where they are.
SELECT m.umid AS oid, m.srvid AS parent, CASE WHEN m.umuser = 0 THEN 'public' ELSE m.usename::text END AS name,
  (SELECT array_agg(regexp_replace(o, '^([^=]*(?:passw|secret|token|api_?key|credential)[^=]*=).*', '\1***', 'i') ORDER BY o COLLATE "C") FROM unnest(m.umoptions) AS o) AS options,
  CASE WHEN m.umoptions IS NULL AND NOT (
    m.umuser <> 0 AND m.usename = current_user AND (pg_has_role(s.srvowner, 'USAGE') OR has_server_privilege(s.oid, 'USAGE'))
    OR m.umuser = 0 AND pg_has_role(s.srvowner, 'USAGE')
    OR (SELECT r.rolsuper FROM pg_roles AS r WHERE r.rolname = current_user)) THEN 'options' END AS unreadable
FROM pg_user_mappings AS m
JOIN pg_foreign_server AS s ON s.oid = m.srvid
