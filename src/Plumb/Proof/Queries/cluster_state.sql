-- What databases of one server share and a copy of a database does not bring along: a digest, which changes when any of it does.
SELECT pg_catalog.md5(pg_catalog.concat_ws('|',
  (SELECT string_agg(a::text, ',' ORDER BY a.oid) FROM pg_catalog.pg_authid AS a),
  (SELECT string_agg(m::text, ',' ORDER BY m.roleid, m.member, m.grantor) FROM pg_catalog.pg_auth_members AS m),
  (SELECT string_agg(s::text, ',' ORDER BY s.setrole) FROM pg_catalog.pg_db_role_setting AS s WHERE s.setdatabase = 0),
  (SELECT string_agg(t::text, ',' ORDER BY t.oid) FROM pg_catalog.pg_tablespace AS t),
  (SELECT string_agg(d::text, ',' ORDER BY d.classoid, d.objoid) FROM pg_catalog.pg_shdescription AS d WHERE d.classoid <> 'pg_catalog.pg_database'::regclass),
  (SELECT string_agg(l::text, ',' ORDER BY l.classoid, l.objoid, l.provider) FROM pg_catalog.pg_shseclabel AS l WHERE l.classoid <> 'pg_catalog.pg_database'::regclass),
  (SELECT string_agg(r.slot_name, ',' ORDER BY r.slot_name) FROM pg_catalog.pg_replication_slots AS r WHERE NOT r.temporary),
  (SELECT string_agg(o::text, ',' ORDER BY o.roident) FROM pg_catalog.pg_replication_origin AS o),
  (SELECT string_agg(p.gid, ',' ORDER BY p.gid) FROM pg_catalog.pg_prepared_xacts AS p)))
