SELECT c.oid, c.collnamespace AS parent, c.collname::text AS name, pg_get_userbyid(c.collowner)::text AS owner,
  CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'c' THEN 'libc' WHEN 'b' THEN 'builtin' ELSE 'default' END AS provider,
  CASE WHEN NOT c.collisdeterministic THEN true END AS nondeterministic,
  c.colllocale::text AS locale, c.collicurules AS rules, -- since 17
  c.colliculocale::text AS locale, c.collicurules AS rules, -- from 16 before 17
  c.colliculocale::text AS locale, NULL::text AS rules, -- from 15 before 16
  CASE WHEN c.collprovider = 'i' THEN c.collcollate::text END AS locale, NULL::text AS rules, -- before 15
  CASE WHEN c.collprovider = 'c' THEN c.collcollate::text END AS lc_collate,
  CASE WHEN c.collprovider = 'c' THEN c.collctype::text END AS lc_ctype
FROM pg_collation AS c
WHERE c.oid >= 16384
