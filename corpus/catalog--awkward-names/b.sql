CREATE SCHEMA "a.b";
CREATE TABLE "a.b"."c""d" ("select" int, "ü ñ" text, "Upper" int);
