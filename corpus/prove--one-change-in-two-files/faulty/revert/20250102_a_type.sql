DROP TYPE app.kind;
