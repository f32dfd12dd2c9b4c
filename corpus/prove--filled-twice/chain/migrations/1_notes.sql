CREATE TABLE note (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL);
CREATE PROCEDURE fill() LANGUAGE plpgsql AS $$
BEGIN
  FOR i IN 1..3 LOOP
    INSERT INTO note (body) VALUES ('note ' || i);
    COMMIT;
  END LOOP;
END
$$;
CREATE PROCEDURE fill_once() LANGUAGE plpgsql AS $$
BEGIN
  FOR i IN 1..3 LOOP
    INSERT INTO note (body) SELECT 'note ' || i WHERE NOT EXISTS (SELECT FROM note WHERE body = 'note ' || i);
    COMMIT;
  END LOOP;
END
$$;
