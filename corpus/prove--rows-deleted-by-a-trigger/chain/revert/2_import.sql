DELETE FROM item USING staging WHERE item.id = staging.id;
