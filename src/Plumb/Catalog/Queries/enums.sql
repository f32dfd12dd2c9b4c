SELECT t.oid, t.typnamespace AS parent, t.typname::text AS name, pg_get_userbyid(t.typowner)::text AS owner,
  COALESCE((SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum AS e WHERE e.enumtypid = t.oid), '{}') AS labels
FROM pg_type AS t
WHERE t.oid >= 16384 AND t.typtype = 'e'
