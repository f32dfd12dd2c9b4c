-- plumb: allow access "every visitor reads every note"
GRANT SELECT ON note TO web;
