-- Secrets are kept as they are: nothing here encrypts. Never put a real one into a shadow.

CREATE TABLE secrets (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text,
  description text NOT NULL DEFAULT '',
  secret text NOT NULL,
  key_id uuid,
  nonce bytea,
  created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX secrets_name_idx ON secrets (name) WHERE name IS NOT NULL;
CREATE VIEW decrypted_secrets AS
  SELECT id, name, description, secret, convert_from(decode(secret, 'base64'), 'UTF8') AS decrypted_secret, key_id, nonce, created_at, updated_at
  FROM secrets;
CREATE FUNCTION create_secret(new_secret text, new_name text DEFAULT NULL, new_description text DEFAULT '', new_key_id uuid DEFAULT NULL)
  RETURNS uuid
  LANGUAGE sql SECURITY DEFINER SET search_path = ''
  AS $$
  INSERT INTO vault.secrets (secret, name, description)
  VALUES (encode(convert_to(new_secret, 'UTF8'), 'base64'), new_name, new_description)
  RETURNING id
$$;
CREATE FUNCTION update_secret(
    secret_id uuid, new_secret text DEFAULT NULL, new_name text DEFAULT NULL, new_description text DEFAULT NULL, new_key_id uuid DEFAULT NULL)
  RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = ''
  AS $$
  UPDATE vault.secrets SET
    secret = COALESCE(encode(convert_to(new_secret, 'UTF8'), 'base64'), secret),
    name = COALESCE(new_name, name),
    description = COALESCE(new_description, description),
    updated_at = now()
  WHERE id = secret_id
$$;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA vault FROM PUBLIC;
GRANT USAGE ON SCHEMA vault TO service_role;
GRANT USAGE ON SCHEMA vault TO postgres WITH GRANT OPTION;
GRANT SELECT, DELETE ON secrets, decrypted_secrets TO service_role;
GRANT SELECT, DELETE ON secrets, decrypted_secrets TO postgres WITH GRANT OPTION;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA vault TO service_role;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA vault TO postgres WITH GRANT OPTION;
