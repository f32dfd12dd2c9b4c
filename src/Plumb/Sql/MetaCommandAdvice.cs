namespace Plumb.Sql;

/// <summary>What psql's meta-commands do, and what to write instead.</summary>
internal static class MetaCommandAdvice
{
    private const string OneDatabase = "a file runs on the one database of the environment that is named with --env";
    private const string Output = "it changes what psql prints; nothing is printed while a file runs";
    private const string Variable = "psql variables do not exist here";
    private const string Describe = "it shows something to a person at a terminal";
    private const string Shell = "it acts on the machine that runs psql, not on the database";
    private const string DeleteLine = "delete this line";
    private const string WriteValue = "write the value itself, or compute it in SQL: DO $$ DECLARE x text; BEGIN … END $$;";
    private const string Raise = "delete this line, or: DO $$ BEGIN RAISE NOTICE 'text'; END $$;";
    private const string WriteSemicolon = "write ; instead";
    private const string Condition = "write the condition in SQL: DO $$ BEGIN IF … THEN … END IF; END $$;";
    private const string Loop =
        "DO $$ DECLARE command text; BEGIN FOR command IN SELECT … LOOP EXECUTE command; END LOOP; END $$;";

    private static readonly Dictionary<string, (string Meaning, string Help)> Known = new(StringComparer.Ordinal)
    {
        ["."] = (@"\. ends the rows of a COPY … FROM STDIN, and none is open here", @"delete this line, or write the COPY before it with FROM STDIN and a semicolon"),
        [";"] = ("psql collects the statement and sends it together with the next one", WriteSemicolon),
        [":"] = ("psql puts a colon here and does not take the word behind it for a variable", "write : instead"),
        ["\\"] = ("it separates two meta-commands", DeleteLine),
        ["copy"] = ("psql reads a file of the machine it runs on", @"COPY … FROM STDIN; with the rows below it and a line \. after them"),
        ["c"] = (OneDatabase, DeleteLine),
        ["connect"] = (OneDatabase, DeleteLine),
        ["set"] = (Variable, WriteValue),
        ["unset"] = (Variable, DeleteLine),
        ["getenv"] = (Variable, WriteValue),
        ["setenv"] = (Variable, DeleteLine),
        ["prompt"] = (Variable, WriteValue),
        ["gset"] = ("it stores a result in psql variables, which do not exist here", WriteValue),
        ["gexec"] = ("psql runs every value of the result as a statement", Loop),
        ["g"] = ("it sends the statement before it", WriteSemicolon),
        ["gx"] = ("it sends the statement before it", WriteSemicolon),
        ["gdesc"] = (Describe, WriteSemicolon),
        ["bind"] = ("it gives parameters to the statement before it", "write the values into the statement and end it with ;"),
        ["parse"] = ("it prepares the statement before it", "PREPARE name AS …;"),
        ["watch"] = ("psql repeats the statement before it", WriteSemicolon),
        ["crosstabview"] = (Output, WriteSemicolon),
        ["echo"] = (Output, Raise),
        ["qecho"] = (Output, Raise),
        ["warn"] = (Output, Raise),
        ["if"] = ("psql leaves out the lines up to \\endif when a variable says so", Condition),
        ["elif"] = ("it belongs to psql's \\if", Condition),
        ["else"] = ("it belongs to psql's \\if", Condition),
        ["endif"] = ("it belongs to psql's \\if", DeleteLine),
        ["q"] = ("psql stops reading here", "delete this line and what follows it"),
        ["quit"] = ("psql stops reading here", "delete this line and what follows it"),
        ["encoding"] = ("files are read as UTF-8 and sent as UTF-8", DeleteLine),
        ["password"] = ("it asks a person at a terminal", "ALTER ROLE … PASSWORD … outside the migrations"),
        ["!"] = (Shell, DeleteLine),
        ["cd"] = (Shell, DeleteLine),
        ["e"] = (Describe, DeleteLine),
        ["timing"] = ("durations are always measured", DeleteLine),
        ["pset"] = (Output, DeleteLine),
        ["o"] = (Output, DeleteLine),
        ["a"] = (Output, DeleteLine),
        ["t"] = (Output, DeleteLine),
        ["x"] = (Output, DeleteLine),
        ["f"] = (Output, DeleteLine),
        ["H"] = (Output, DeleteLine),
        ["errverbose"] = (Describe, DeleteLine),
        ["conninfo"] = (Describe, DeleteLine),
        ["h"] = (Describe, DeleteLine),
        ["help"] = (Describe, DeleteLine),
        ["?"] = (Describe, DeleteLine),
        ["lo_import"] = (Shell, DeleteLine),
        ["lo_export"] = (Shell, DeleteLine),
    };

    /// <summary>Meaning and help for the command <paramref name="name"/>.</summary>
    public static (string Meaning, string Help) For(string name)
    {
        if (Known.TryGetValue(name, out var advice))
        {
            return advice;
        }

        return name.StartsWith('d') || name is "l" or "l+" or "z" or "sf" or "sv"
            ? (Describe, DeleteLine)
            : ("a backslash outside quotes starts a command of psql, which Plumb does not run", "delete it, or put the text in quotes: E'…\\\\…'");
    }
}
