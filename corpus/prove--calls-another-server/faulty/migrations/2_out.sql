SELECT dblink_connect('host=192.0.2.1 connect_timeout=2');
