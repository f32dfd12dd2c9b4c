DROP TYPE color;
