-- The functions give their input back: nothing here encrypts.

CREATE TYPE key_status AS ENUM ('default', 'valid', 'invalid', 'expired');
CREATE TYPE key_type AS ENUM (
  'aead-ietf', 'aead-det', 'hmacsha512', 'hmacsha256', 'auth', 'shorthash', 'generichash', 'kdf', 'secretbox', 'secretstream', 'stream_xchacha20');
CREATE TABLE key (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  status key_status DEFAULT 'valid',
  created timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires timestamptz,
  key_type key_type,
  key_id bigserial,
  key_context bytea DEFAULT '\x7067736f6469756d',
  name text UNIQUE,
  associated_data text DEFAULT 'associated',
  raw_key bytea,
  raw_key_nonce bytea,
  parent_key uuid REFERENCES key (id),
  comment text,
  user_data text
);
CREATE VIEW valid_key AS
  SELECT id, name, status, key_type, key_id, key_context, created, expires, associated_data
  FROM key
  WHERE status IN ('valid', 'default') AND (expires IS NULL OR expires > now());
CREATE FUNCTION create_key(
    key_type key_type DEFAULT 'aead-det', name text DEFAULT NULL, raw_key bytea DEFAULT NULL, raw_key_nonce bytea DEFAULT NULL,
    parent_key uuid DEFAULT NULL, key_context bytea DEFAULT '\x7067736f6469756d', expires timestamptz DEFAULT NULL, associated_data text DEFAULT '')
  RETURNS SETOF valid_key
  LANGUAGE sql SECURITY DEFINER SET search_path = pgsodium, pg_catalog
  AS $$
  WITH made AS (
    INSERT INTO pgsodium.key AS k (key_type, name, key_context, expires, associated_data)
    VALUES (key_type, name, key_context, expires, associated_data)
    RETURNING k.id, k.name, k.status, k.key_type, k.key_id, k.key_context, k.created, k.expires, k.associated_data)
  SELECT * FROM made
$$;
CREATE FUNCTION crypto_aead_det_noncegen() RETURNS bytea LANGUAGE sql RETURN decode(replace(gen_random_uuid()::text, '-', ''), 'hex');
CREATE FUNCTION crypto_aead_det_keygen() RETURNS bytea LANGUAGE sql
  RETURN decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');
CREATE FUNCTION crypto_aead_det_encrypt(message bytea, additional bytea, key_uuid uuid, nonce bytea DEFAULT NULL) RETURNS bytea
  LANGUAGE sql RETURN message;
CREATE FUNCTION crypto_aead_det_decrypt(message bytea, additional bytea, key_uuid uuid, nonce bytea DEFAULT NULL) RETURNS bytea
  LANGUAGE sql RETURN message;
CREATE FUNCTION crypto_aead_det_encrypt(message bytea, additional bytea, key bytea, nonce bytea DEFAULT NULL) RETURNS bytea
  LANGUAGE sql RETURN message;
CREATE FUNCTION crypto_aead_det_decrypt(message bytea, additional bytea, key bytea, nonce bytea DEFAULT NULL) RETURNS bytea
  LANGUAGE sql RETURN message;
CREATE FUNCTION randombytes_random() RETURNS integer LANGUAGE sql RETURN (random() * 2147483647)::integer;
CREATE FUNCTION randombytes_buf(size integer) RETURNS bytea
  LANGUAGE sql
  AS $$SELECT substr(decode(string_agg(replace(gen_random_uuid()::text, '-', ''), ''), 'hex'), 1, size) FROM generate_series(0, size / 16)$$;

GRANT USAGE ON SCHEMA pgsodium TO service_role;
GRANT ALL ON SCHEMA pgsodium TO postgres WITH GRANT OPTION;
GRANT ALL ON ALL TABLES IN SCHEMA pgsodium TO postgres WITH GRANT OPTION;
GRANT ALL ON ALL SEQUENCES IN SCHEMA pgsodium TO postgres WITH GRANT OPTION;
