-- expect: replaces table constraint "c""d_pkey" on "a.b"."c""d"
-- expect: replaces type "a.b"."My Type"
-- expect: rewrites table "a.b"."c""d"
CREATE SCHEMA "a.b";
CREATE TYPE "a.b"."My Type" AS ENUM ('x');
CREATE TABLE "a.b"."c""d" ("select" serial PRIMARY KEY, "ü ñ" "a.b"."My Type" DEFAULT 'x', "UPPER" int);
