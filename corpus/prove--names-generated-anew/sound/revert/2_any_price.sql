ALTER TABLE price ADD CONSTRAINT cents_are_positive CHECK (cents > 0);
