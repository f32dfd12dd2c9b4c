CREATE UNIQUE INDEX seat_once ON seat (session, person);
