-- Extensions are registered; CREATE EXTENSION does not find them here.

CREATE TABLE plumb_extension (
  name text NOT NULL,
  version text NOT NULL,
  description text,
  script text NOT NULL,
  requires text[],
  is_default boolean NOT NULL DEFAULT true,
  PRIMARY KEY (name, version)
);
CREATE TYPE password_types AS ENUM ('PASSWORD_TYPE_PLAINTEXT', 'PASSWORD_TYPE_MD5', 'PASSWORD_TYPE_SCRAM_SHA_256');
CREATE TYPE pg_tle_features AS ENUM ('passcheck', 'clientauth');
CREATE TABLE feature_info (
  feature pg_tle_features,
  schema_name text,
  proname text,
  obj_identity text,
  PRIMARY KEY (feature, schema_name, proname)
);
CREATE FUNCTION install_extension(name text, version text, description text, ext text, requires text[] DEFAULT NULL) RETURNS boolean
  LANGUAGE plpgsql
  AS $$
BEGIN
  INSERT INTO pgtle.plumb_extension (name, version, description, script, requires) VALUES (name, version, description, ext, requires);
  RETURN true;
END
$$;
CREATE FUNCTION install_update_path(name text, fromvers text, tovers text, ext text) RETURNS boolean LANGUAGE sql RETURN true;
CREATE FUNCTION set_default_version(name text, version text) RETURNS boolean
  LANGUAGE plpgsql
  AS $$
BEGIN
  UPDATE pgtle.plumb_extension AS e SET is_default = e.version = set_default_version.version WHERE e.name = set_default_version.name;
  RETURN FOUND;
END
$$;
CREATE FUNCTION uninstall_extension(extname text) RETURNS boolean
  LANGUAGE plpgsql
  AS $$
BEGIN
  DELETE FROM pgtle.plumb_extension AS e WHERE e.name = extname;
  RETURN FOUND;
END
$$;
CREATE FUNCTION uninstall_extension(extname text, version text) RETURNS boolean
  LANGUAGE plpgsql
  AS $$
BEGIN
  DELETE FROM pgtle.plumb_extension AS e WHERE e.name = extname AND e.version = uninstall_extension.version;
  RETURN FOUND;
END
$$;
CREATE FUNCTION uninstall_extension_if_exists(extname text) RETURNS boolean LANGUAGE sql RETURN uninstall_extension(extname);
CREATE FUNCTION available_extensions(OUT name name, OUT default_version text, OUT comment text) RETURNS SETOF record
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT e.name::name, e.version, e.description FROM plumb_extension AS e WHERE e.is_default;
  END;
CREATE FUNCTION available_extension_versions(OUT name name, OUT version text) RETURNS SETOF record
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT e.name::name, e.version FROM plumb_extension AS e;
  END;
CREATE FUNCTION register_feature(proc regproc, feature pg_tle_features) RETURNS void LANGUAGE sql AS '';
CREATE FUNCTION unregister_feature(proc regproc, feature pg_tle_features) RETURNS void LANGUAGE sql AS '';

GRANT USAGE ON SCHEMA pgtle TO postgres WITH GRANT OPTION;
GRANT ALL ON ALL TABLES IN SCHEMA pgtle TO postgres;
