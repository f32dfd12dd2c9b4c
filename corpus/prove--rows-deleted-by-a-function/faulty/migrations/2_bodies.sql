SELECT tidy();
