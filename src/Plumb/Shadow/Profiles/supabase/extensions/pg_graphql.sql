-- Every query is answered with an error: no schema is reflected here.

CREATE FUNCTION resolve(query text, variables jsonb DEFAULT '{}', "operationName" text DEFAULT NULL, extensions jsonb DEFAULT NULL) RETURNS jsonb
  LANGUAGE sql STABLE
  RETURN jsonb_build_object('data', NULL, 'errors', jsonb_build_array(jsonb_build_object('message', 'GraphQL is not answered on a shadow')));
CREATE FUNCTION comment_directive(comment_ text) RETURNS jsonb
  LANGUAGE plpgsql IMMUTABLE
  AS $$
BEGIN
  RETURN COALESCE(substring(comment_ FROM '@graphql\((\{.*\})\)')::jsonb, '{}');
END
$$;
CREATE SEQUENCE seq_schema_version CYCLE;
CREATE FUNCTION get_schema_version() RETURNS integer
  LANGUAGE sql STABLE SECURITY DEFINER
  AS 'SELECT last_value::integer FROM graphql.seq_schema_version';
CREATE FUNCTION increment_schema_version() RETURNS event_trigger
  LANGUAGE plpgsql SECURITY DEFINER
  AS $$
BEGIN
  PERFORM nextval('graphql.seq_schema_version');
END
$$;
GRANT ALL ON ALL ROUTINES IN SCHEMA graphql TO postgres, anon, authenticated, service_role;
GRANT ALL ON ALL SEQUENCES IN SCHEMA graphql TO postgres, anon, authenticated, service_role;
