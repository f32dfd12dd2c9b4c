DROP INDEX seat_once;
