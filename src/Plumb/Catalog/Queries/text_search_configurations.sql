SELECT c.oid, c.cfgnamespace AS parent, c.cfgname::text AS name, pg_get_userbyid(c.cfgowner)::text AS owner,
  format('%I.%I', n.nspname, p.prsname) AS parser,
  (SELECT array_agg(format('%s: %s', t.alias, x.dictionaries) ORDER BY t.alias COLLATE "C")
   FROM (SELECT m.maptokentype, string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno) AS dictionaries
         FROM pg_ts_config_map AS m WHERE m.mapcfg = c.oid GROUP BY m.maptokentype) AS x
   JOIN ts_token_type(c.cfgparser) AS t ON t.tokid = x.maptokentype) AS mappings
FROM pg_ts_config AS c
JOIN pg_ts_parser AS p ON p.oid = c.cfgparser
JOIN pg_namespace AS n ON n.oid = p.prsnamespace
WHERE c.oid >= 16384
