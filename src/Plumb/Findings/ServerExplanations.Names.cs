using Npgsql;

namespace Plumb.Findings;

/// <summary>What does not exist, what exists already, and what the server cannot read.</summary>
internal static partial class ServerExplanations
{
    private static ServerExplanation UndefinedTable() => new(
        FindingCodes.UndefinedTable,
        "no table or view of this name can be seen from here: it was never created, is created later, or stands in a schema that search_path leaves out",
        "write the name with its schema, or run first what creates it: plumb status");

    private static ServerExplanation UndefinedColumn() => new(
        FindingCodes.UndefinedColumn,
        "none of the tables in this statement has such a column; a string needs single quotes, and a name in double quotes keeps its case",
        "list the columns of all tables: SELECT table_schema, table_name, column_name FROM information_schema.columns ORDER BY 1, 2, ordinal_position;");

    private static ServerExplanation UndefinedFunction(PostgresException error)
    {
        const string Meaning = "no function or operator of this name takes arguments of these types: it comes with an extension, is created later, stands in another schema, or wants a cast";
        var message = error.MessageText;
        var end = message.IndexOf('(', StringComparison.Ordinal);
        var start = end < 0 ? -1 : message.LastIndexOfAny([' ', '.'], end);
        return new(
            FindingCodes.UndefinedFunction,
            Meaning,
            start < 0 ? null : $"list the functions of this name: SELECT oid::regprocedure FROM pg_proc WHERE proname = {Literal(message[(start + 1)..end])};");
    }

    private static ServerExplanation UndefinedObject() => new(
        FindingCodes.UndefinedObject,
        "what the statement names does not exist in this database; an extension may provide it, or a statement that runs later",
        "create it first, or write its name with its schema");

    private static ServerExplanation DuplicateObject() => new(
        FindingCodes.DuplicateObject,
        "the database holds it already: this was run before without being recorded, or something else created it",
        "compare the database with the files: plumb drift\nrecord what is there already: plumb adopt");

    private static ServerExplanation SyntaxError() => new(
        FindingCodes.SyntaxError,
        "the server could not read the statement at this word; the slip may stand just before it, such as a missing comma or semicolon");
}
