INSERT INTO item SELECT id FROM staging;
