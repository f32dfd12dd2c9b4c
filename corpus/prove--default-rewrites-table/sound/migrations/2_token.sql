ALTER TABLE event ADD COLUMN since date DEFAULT '2024-01-01';
ALTER TABLE event ADD COLUMN token uuid;
ALTER TABLE event ALTER token SET DEFAULT gen_random_uuid();
