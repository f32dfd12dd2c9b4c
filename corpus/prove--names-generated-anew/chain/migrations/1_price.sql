CREATE TABLE price (cents int CONSTRAINT cents_are_positive CHECK (cents > 0));
