using Npgsql;

namespace Plumb.Findings;

/// <summary>Rows that break a constraint, each with the query that lists them.</summary>
internal static partial class ServerExplanations
{
    private static ServerExplanation UniqueViolation(PostgresException error)
    {
        const string Meaning = "two or more rows have the same key, which the unique index does not allow";
        if (error.TableName is null || ViolatedKey.Of(error.Detail) is not { } key)
        {
            return new(FindingCodes.UniqueViolation, Meaning);
        }

        var table = SqlName.Qualified(error.SchemaName, error.TableName);
        return WithRows(
            FindingCodes.UniqueViolation,
            Meaning,
            "list the rows that share a key, and remove or merge them before the index is built:",
            $"SELECT {key}, count(*) FROM {table} GROUP BY {key} HAVING count(*) > 1 ORDER BY count(*) DESC");
    }

    private static ServerExplanation ForeignKeyViolation(PostgresException error, SentStatement sent)
    {
        const string Meaning = "a row refers to a row that is not there, or a row is removed to which another one refers";
        if (error.TableName is null || ViolatedKey.Of(error.Detail) is not { } key)
        {
            return new(FindingCodes.ForeignKeyViolation, Meaning);
        }

        var table = SqlName.Qualified(error.SchemaName, error.TableName);
        var referenced = ConstraintText.References(sent.Text, error.ConstraintName);
        return referenced is { } target
            ? WithRows(
                FindingCodes.ForeignKeyViolation,
                Meaning,
                "list the rows that refer to nothing, and remove them or insert what they refer to:",
                $"SELECT {key}, count(*) FROM {table} WHERE ({key}) IS NOT NULL AND ({key}) NOT IN (SELECT {target.Columns ?? key} FROM {target.Table}) GROUP BY {key}")
            : new(
                FindingCodes.ForeignKeyViolation,
                Meaning,
                $"look at the constraint: SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = {Literal(error.ConstraintName)};");
    }

    private static ServerExplanation NotNullViolation(PostgresException error)
    {
        const string Meaning = "rows hold NULL in a column that must not be empty";
        if (error is not { TableName: { } name, ColumnName: { } columnName })
        {
            return new(FindingCodes.NotNullViolation, Meaning);
        }

        var (table, column) = (SqlName.Qualified(error.SchemaName, name), SqlName.Quoted(columnName));
        return WithRows(
            FindingCodes.NotNullViolation,
            $"rows hold NULL in column {columnName}, which must not be empty",
            "list them, and fill them with an UPDATE or a DEFAULT before the column becomes NOT NULL:",
            $"SELECT * FROM {table} WHERE {column} IS NULL");
    }

    private static ServerExplanation CheckViolation(PostgresException error, SentStatement sent)
    {
        const string Meaning = "a row has a value that the CHECK constraint refuses";
        if (error is not { TableName: { } name, ConstraintName: { } constraint })
        {
            return new(FindingCodes.CheckViolation, Meaning);
        }

        var table = SqlName.Qualified(error.SchemaName, name);
        var named = $"{Meaning} ({constraint} of {table})";
        return ConstraintText.Check(sent.Text, constraint) is { } condition
            ? WithRows(
                FindingCodes.CheckViolation,
                named,
                "list the rows it refuses, and mend them or widen the condition:",
                $"SELECT * FROM {table} WHERE NOT ({condition})")
            : new(
                FindingCodes.CheckViolation,
                named,
                $"""
                look at what {constraint} demands; an older constraint of the same name may have to be dropped first:
                SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = {Literal(table)}::regclass AND contype = 'c';
                """);
    }

    private static ServerExplanation WithRows(FindingCode code, string meaning, string advice, string query) =>
        new(code, meaning, $"{advice}\n{query};") { RowsQuery = query };

    private static string Literal(string? text) => $"'{text?.Replace("'", "''", StringComparison.Ordinal)}'";
}
