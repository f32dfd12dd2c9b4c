SELECT $$;$$, $$it's "open" /* -- ( $$;
SELECT $tag$ $$;$$ $other$; $tag$;
SELECT $Tag$;$tag$;$Tag$, $_1$;$_1$, $été$;$été$, $a$ $b$a$;
SELECT $a$b$$$a$, $$a$b$$;
SELECT abc$tag$def; SELECT é$$; SELECT a$1$b, $1, $1$$;$$;
SELECT $a b$ c; SELECT $; SELECT $-$; SELECT $1a$b$;
SELECT 1$$;$$, 1.5$$;$$, .5$x$;$x$;
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  -- it's a comment; really
  EXECUTE $$SELECT ';' || $q$;$q$$$;

  RETURN NEW; /* unbalanced ( */
END;
$body$;
DO $$ BEGIN PERFORM 1; END $$;
