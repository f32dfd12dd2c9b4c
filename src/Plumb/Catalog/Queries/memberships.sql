SELECT m.member AS parent, quote_ident(pg_get_userbyid(m.roleid)) AS name,
  CASE WHEN count(*) OVER (PARTITION BY m.member, m.roleid) > 1 THEN 'by ' || pg_get_userbyid(m.grantor)::text END AS arguments, -- since 16
  NULLIF(NOT m.inherit_option, false) AS no_inherit, NULLIF(NOT m.set_option, false) AS no_set, -- since 16
  NULLIF(m.admin_option, false) AS admin
FROM pg_auth_members AS m
