CREATE TABLE app.thing (kind app.kind);
