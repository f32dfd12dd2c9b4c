SELECT r.oid, r.pnpubid AS parent, quote_ident(n.nspname) AS name, 'pg_namespace'::regclass::oid AS needs_class, n.oid AS needs -- since 15
FROM pg_publication_namespace AS r -- since 15
JOIN pg_namespace AS n ON n.oid = r.pnnspid -- since 15
SELECT 0::oid AS oid, 0::oid AS parent, ''::text AS name WHERE false -- before 15
