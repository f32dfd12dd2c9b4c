CREATE SUBSCRIPTION catalog_s CONNECTION 'dbname=nowhere' PUBLICATION p, q WITH (connect = false, slot_name = NONE);
