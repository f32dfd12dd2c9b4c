COPY note TO PROGRAM 'cat > /tmp/notes';
