CREATE TYPE color AS ENUM ('blue');
