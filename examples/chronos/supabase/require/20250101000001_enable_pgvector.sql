-- check: pgvector is installed on the server
-- expect: 1 row
-- hint: the extension "vector" is missing; install its package on the server (apt install postgresql-15-pgvector, with the server's major version), or build it with s/setup-pgvector; hosted platforms have it
select name, default_version from pg_available_extensions where name = 'vector';

-- check: it is not older than 0.8, which searches on when filters leave rows out
-- expect: no rows
-- hint: install a later pgvector on the server; s/setup-pgvector builds one where no package is offered
select default_version
from pg_available_extensions
where name = 'vector' and string_to_array(default_version, '.')::integer[] < '{0,8}';

-- check: it is not enabled yet
-- expect: no rows
-- hint: somebody enabled it by hand; record that: plumb adopt 20250101000001_enable_pgvector
select extname, extnamespace::regnamespace, extversion from pg_extension where extname = 'vector';

-- check: there is a schema for extensions
-- expect: true
-- hint: it comes with the platform; on an embedded server write `profile: supabase` into plumb.yaml
select to_regnamespace('extensions') is not null as extensions;
