DROP TRIGGER touch ON note;
DROP FUNCTION touch();
