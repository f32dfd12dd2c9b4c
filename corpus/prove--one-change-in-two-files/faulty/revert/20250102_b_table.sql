DROP TABLE app.things;
