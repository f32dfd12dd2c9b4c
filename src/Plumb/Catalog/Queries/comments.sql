SELECT d.classoid AS parent_class, d.objoid AS parent, d.objsubid AS parent_sub, d.description AS text
FROM pg_description AS d
WHERE d.objoid >= 16384 OR d.classoid = 'pg_namespace'::regclass
