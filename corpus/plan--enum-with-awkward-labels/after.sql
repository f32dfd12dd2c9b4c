CREATE TYPE e AS ENUM ('it''s', 'back\slash', 'with "quotes"', 'ünï, comma');
