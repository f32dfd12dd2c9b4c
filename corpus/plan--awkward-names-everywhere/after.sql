-- expect: replaces table constraint "c""d_pkey" on "a.b"."c""d"
-- expect: rewrites table "a.b"."c""d"
CREATE SCHEMA "a.b";
CREATE TYPE "a.b"."My Type" AS ENUM ('x', 'y');
CREATE TABLE "a.b"."c""d" ("select" bigserial PRIMARY KEY, "ü ñ" "a.b"."My Type" DEFAULT 'y', "UPPER" int NOT NULL, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" text DEFAULT 'a''b');
CREATE INDEX "in dex" ON "a.b"."c""d" ("UPPER", lower("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"));
ALTER TABLE "a.b"."c""d" ADD CONSTRAINT "con straint" CHECK ("UPPER" > 0) NOT VALID;
CREATE FUNCTION "a.b"."F n"("Arg 1" "a.b"."My Type", VARIADIC "select" text[] DEFAULT '{}') RETURNS "a.b"."c""d" LANGUAGE sql AS 'SELECT NULL::"a.b"."c""d"';
CREATE VIEW "a.b"."table" AS SELECT "select" AS "from", "UPPER" FROM "a.b"."c""d";
CREATE FUNCTION "a.b"."tr.f"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER "tr ""x""" AFTER INSERT ON "a.b"."c""d" FOR EACH ROW EXECUTE FUNCTION "a.b"."tr.f"('it''s');
CREATE POLICY "po licy" ON "a.b"."c""d" USING ("UPPER" > 0);
CREATE SEQUENCE "a.b"."1st";
CREATE DOMAIN "a.b"."Do main" AS text CONSTRAINT "check" CHECK (VALUE <> '');
CREATE FUNCTION "a.b"."op f"("a.b"."My Type", int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE OPERATOR "a.b".<-> (LEFTARG = "a.b"."My Type", RIGHTARG = int, FUNCTION = "a.b"."op f");
COMMENT ON COLUMN "a.b"."c""d"."ü ñ" IS '✓ "quoted"';
GRANT SELECT ("ü ñ") ON "a.b"."c""d" TO catalog_reader;
