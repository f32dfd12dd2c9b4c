CREATE SUBSCRIPTION catalog_s CONNECTION 'dbname=elsewhere' PUBLICATION p WITH (connect = false, slot_name = NONE);
