-- expect: replaces publication p
CREATE PUBLICATION p;
