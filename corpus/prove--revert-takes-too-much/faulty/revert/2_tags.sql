DROP TABLE tag, note;
