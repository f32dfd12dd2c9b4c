SELECT l.classoid AS parent_class, l.objoid AS parent, l.objsubid AS parent_sub, l.provider AS name, l.label
FROM pg_seclabel AS l
