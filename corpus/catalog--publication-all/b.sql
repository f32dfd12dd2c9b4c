-- expect: replaces publication p
CREATE PUBLICATION p FOR ALL TABLES;
