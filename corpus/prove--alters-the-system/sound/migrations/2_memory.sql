ALTER DATABASE postgres SET work_mem = '64MB';
