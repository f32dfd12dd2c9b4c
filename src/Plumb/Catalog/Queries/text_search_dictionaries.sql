SELECT d.oid, d.dictnamespace AS parent, d.dictname::text AS name, pg_get_userbyid(d.dictowner)::text AS owner,
  format('%I.%I', n.nspname, t.tmplname) AS template, d.dictinitoption AS options
FROM pg_ts_dict AS d
JOIN pg_ts_template AS t ON t.oid = d.dicttemplate
JOIN pg_namespace AS n ON n.oid = t.tmplnamespace
WHERE d.oid >= 16384
