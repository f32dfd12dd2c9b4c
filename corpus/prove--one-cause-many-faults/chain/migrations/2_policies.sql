ALTER TABLE member ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON member USING (true);
CREATE INDEX member_club ON member (club);
