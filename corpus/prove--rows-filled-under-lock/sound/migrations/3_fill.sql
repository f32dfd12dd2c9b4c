UPDATE event SET label = kind WHERE label IS NULL;
