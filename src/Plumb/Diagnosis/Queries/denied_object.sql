-- The objects of a name ($1) and class ($2) with their owner, the privileges out of $4 that a role ($3) lacks, and who was given what; those
-- that lack one first, then those in the schemas of search_path ($5).
WITH object AS (
  SELECT format('%I.%I', n.nspname, c.relname) AS name, c.relowner AS owner, coalesce(c.relacl, acldefault('r', c.relowner)) AS acl, n.nspname = ANY ($5::name[]) AS visible,
    ARRAY(SELECT p FROM unnest(string_to_array($4, ',')) p WHERE NOT has_table_privilege($3, c.oid, p)) AS lacking
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE $2 = 'table' AND c.relname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  UNION ALL
  SELECT format('%I.%I', n.nspname, c.relname), c.relowner, coalesce(c.relacl, acldefault('s', c.relowner)), n.nspname = ANY ($5::name[]),
    ARRAY(SELECT p FROM unnest(string_to_array($4, ',')) p WHERE NOT has_sequence_privilege($3, c.oid, p))
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE $2 = 'sequence' AND c.relname = $1 AND c.relkind = 'S'
  UNION ALL
  SELECT format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)), p.proowner, coalesce(p.proacl, acldefault('f', p.proowner)), n.nspname = ANY ($5::name[]),
    ARRAY(SELECT 'EXECUTE' WHERE NOT has_function_privilege($3, p.oid, 'EXECUTE'))
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE $2 = 'function' AND p.proname = $1
  UNION ALL
  SELECT quote_ident(n.nspname), n.nspowner, coalesce(n.nspacl, acldefault('n', n.nspowner)), true,
    ARRAY(SELECT p FROM unnest(string_to_array($4, ',')) p WHERE NOT has_schema_privilege($3, n.oid, p))
  FROM pg_namespace n WHERE $2 = 'schema' AND n.nspname = $1
  UNION ALL
  SELECT quote_ident(d.datname), d.datdba, coalesce(d.datacl, acldefault('d', d.datdba)), true,
    ARRAY(SELECT p FROM unnest(string_to_array($4, ',')) p WHERE NOT has_database_privilege($3, d.oid, p))
  FROM pg_database d WHERE $2 = 'database' AND d.datname = $1)
SELECT o.name, pg_get_userbyid(o.owner)::text, array_to_string(o.lacking, ', '),
  (SELECT string_agg(format('%s to %s', g.privileges, g.grantee), '; ' ORDER BY g.grantee)
   FROM (SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee)::text END AS grantee,
                string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type) AS privileges
         FROM aclexplode(o.acl) a WHERE a.grantee <> o.owner GROUP BY 1) g),
  CASE WHEN pg_has_role($3, o.owner, 'USAGE') THEN 't' ELSE 'f' END
FROM object o
ORDER BY cardinality(o.lacking) = 0, NOT o.visible, o.name
LIMIT 3
