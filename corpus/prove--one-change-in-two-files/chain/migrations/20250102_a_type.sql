CREATE TYPE app.kind AS ENUM ('a');
