ALTER TABLE price DROP CONSTRAINT cents_are_positive;
