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
        "see what is recorded: plumb status\nrecord what is wholly there: plumb adopt <migration>");

    private static ServerExplanation DependentObjects(PostgresException error) => new(
        FindingCodes.DependentObjects,
        "other objects are built on it, and would be left without it",
        error.MessageText.StartsWith("cannot drop", StringComparison.Ordinal)
            ? "drop what is built on it before, and make it again after; or add CASCADE, which drops it too"
            : "take away what is built on it first");

    private static ServerExplanation InvalidTableDefinition(PostgresException error) => error.MessageText.Contains("view", StringComparison.Ordinal)
        ? new(
            FindingCodes.InvalidTableDefinition,
            "CREATE OR REPLACE VIEW can only add columns at the end; those that are there keep their names, types and order",
            "write DROP VIEW before it, and make again what is built on the view")
        : new(FindingCodes.InvalidTableDefinition, "a table cannot be defined so");

    private static ServerExplanation WrongObjectKind() => new(
        FindingCodes.WrongObjectKind,
        "something of this name is there, and it is of another kind than the statement says",
        "use the statement for its kind, or choose another name");

    private static ServerExplanation SyntaxError() => new(
        FindingCodes.SyntaxError,
        "the server could not read the statement at this word; the slip may stand just before it, such as a missing comma or semicolon");
}
