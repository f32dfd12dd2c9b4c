DROP TABLE app.thing;
DROP TYPE app.kind;
