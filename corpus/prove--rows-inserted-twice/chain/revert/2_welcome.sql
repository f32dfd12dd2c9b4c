DELETE FROM note WHERE body = 'welcome';
