CREATE POLICY everyone ON note USING (true);
