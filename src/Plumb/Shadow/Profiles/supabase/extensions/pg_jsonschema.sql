-- The usual keywords of a JSON schema are judged. A notice names one that is not known here; it counts as fulfilled.

CREATE FUNCTION plumb_has_type(kind text, instance jsonb) RETURNS boolean
  LANGUAGE sql IMMUTABLE
  RETURN CASE kind
    WHEN 'integer' THEN jsonb_typeof(instance) = 'number' AND (instance #>> '{}')::numeric % 1 = 0
    ELSE jsonb_typeof(instance) = kind END;
CREATE FUNCTION plumb_matches(schema jsonb, instance jsonb) RETURNS boolean
  LANGUAGE plpgsql IMMUTABLE
  AS $$
DECLARE
  keyword text;
  rule jsonb;
  kind text := jsonb_typeof(instance);
  ok boolean;
BEGIN
  IF jsonb_typeof(schema) = 'boolean' THEN
    RETURN schema::boolean;
  END IF;
  FOR keyword, rule IN SELECT * FROM jsonb_each(schema) LOOP
    ok := CASE keyword
      WHEN 'type' THEN EXISTS (
        SELECT FROM jsonb_array_elements_text(CASE jsonb_typeof(rule) WHEN 'array' THEN rule ELSE jsonb_build_array(rule) END) AS t (name)
        WHERE @extschema@.plumb_has_type(t.name, instance))
      WHEN 'enum' THEN rule @> jsonb_build_array(instance)
      WHEN 'const' THEN rule = instance
      WHEN 'required' THEN kind <> 'object' OR NOT EXISTS (
        SELECT FROM jsonb_array_elements_text(rule) AS r (name) WHERE NOT instance ? r.name)
      WHEN 'properties' THEN kind <> 'object' OR NOT EXISTS (
        SELECT FROM jsonb_each(rule) AS p (name, sub) WHERE instance ? p.name AND NOT @extschema@.plumb_matches(p.sub, instance -> p.name))
      WHEN 'additionalProperties' THEN kind <> 'object' OR NOT EXISTS (
        SELECT FROM jsonb_each(instance) AS i (name, value)
        WHERE NOT COALESCE(schema -> 'properties', '{}') ? i.name AND NOT @extschema@.plumb_matches(rule, i.value))
      WHEN 'items' THEN kind <> 'array' OR NOT EXISTS (
        SELECT FROM jsonb_array_elements(instance) AS i (value) WHERE NOT @extschema@.plumb_matches(rule, i.value))
      WHEN 'minItems' THEN kind <> 'array' OR jsonb_array_length(instance) >= rule::int
      WHEN 'maxItems' THEN kind <> 'array' OR jsonb_array_length(instance) <= rule::int
      WHEN 'minimum' THEN kind <> 'number' OR instance::numeric >= rule::numeric
      WHEN 'maximum' THEN kind <> 'number' OR instance::numeric <= rule::numeric
      WHEN 'exclusiveMinimum' THEN kind <> 'number' OR instance::numeric > rule::numeric
      WHEN 'exclusiveMaximum' THEN kind <> 'number' OR instance::numeric < rule::numeric
      WHEN 'minLength' THEN kind <> 'string' OR length(instance #>> '{}') >= rule::int
      WHEN 'maxLength' THEN kind <> 'string' OR length(instance #>> '{}') <= rule::int
      WHEN 'pattern' THEN kind <> 'string' OR instance #>> '{}' ~ (rule #>> '{}')
      WHEN 'allOf' THEN NOT EXISTS (SELECT FROM jsonb_array_elements(rule) AS s (sub) WHERE NOT @extschema@.plumb_matches(s.sub, instance))
      WHEN 'anyOf' THEN EXISTS (SELECT FROM jsonb_array_elements(rule) AS s (sub) WHERE @extschema@.plumb_matches(s.sub, instance))
      WHEN 'oneOf' THEN 1 = (SELECT count(*) FROM jsonb_array_elements(rule) AS s (sub) WHERE @extschema@.plumb_matches(s.sub, instance))
      WHEN 'not' THEN NOT @extschema@.plumb_matches(rule, instance)
    END;
    IF ok IS NULL AND keyword NOT IN ('$schema', '$id', '$comment', 'title', 'description', 'default', 'examples', 'format') THEN
      RAISE NOTICE 'the stand-in for pg_jsonschema does not judge "%"', keyword;
    ELSIF NOT ok THEN
      RETURN false;
    END IF;
  END LOOP;
  RETURN true;
END
$$;
CREATE FUNCTION json_matches_schema(schema json, instance json) RETURNS boolean
  LANGUAGE sql IMMUTABLE STRICT
  RETURN plumb_matches(schema::jsonb, instance::jsonb);
CREATE FUNCTION jsonb_matches_schema(schema json, instance jsonb) RETURNS boolean
  LANGUAGE sql IMMUTABLE STRICT
  RETURN plumb_matches(schema::jsonb, instance);
CREATE FUNCTION jsonschema_is_valid(schema json) RETURNS boolean
  LANGUAGE sql IMMUTABLE STRICT
  RETURN json_typeof(schema) IN ('object', 'boolean');
CREATE FUNCTION jsonschema_validation_errors(schema json, instance json) RETURNS text[]
  LANGUAGE sql IMMUTABLE STRICT
  RETURN CASE WHEN plumb_matches(schema::jsonb, instance::jsonb) THEN ARRAY[]::text[] ELSE ARRAY['the instance does not match the schema'] END;
