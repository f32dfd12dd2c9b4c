using Npgsql;

namespace Plumb.Findings;

/// <summary>Rows that break a constraint, each with the query that lists them.</summary>
internal static partial class ServerExplanations
{
    private static ServerExplanation UniqueViolation(PostgresException error, SentStatement sent)
    {
        const string Meaning = "two or more rows have the same key, which the unique index does not allow";
        if (error.TableName is null || ViolatedKey.Of(error.Detail) is not { } key)
        {
            return new(FindingCodes.UniqueViolation, Meaning);
        }

        var table = SqlName.Qualified(error.SchemaName, error.TableName);
        if (error.Detail!.EndsWith("already exists.", StringComparison.Ordinal))
        {
            const string IsThere = "a row with the same key is there already, which the unique index does not allow twice";
            return sent.HidesValues ? new(FindingCodes.UniqueViolation, IsThere, "keep one of the two, or write ON CONFLICT DO NOTHING") : WithRows(
                FindingCodes.UniqueViolation,
                IsThere,
                "look at the row that is there; keep one of the two, or write ON CONFLICT DO NOTHING:",
                $"SELECT * FROM {table} WHERE pg_catalog.concat_ws(', ', {key}) = {Literal(ViolatedKey.ValuesOf(error.Detail))}");
        }

        string?[] conditions =
        [
            sent.Text.Contains("NULLS NOT DISTINCT", StringComparison.OrdinalIgnoreCase) ? null : $"({key}) IS NOT NULL",
            ConstraintText.Predicate(sent.Text) is { } predicate ? $"({predicate})" : null,
        ];
        var where = string.Join(" AND ", conditions.OfType<string>());
        return WithRows(
            FindingCodes.UniqueViolation,
            Meaning,
            "list the keys that several rows share, and remove or merge them before the index is built:",
            $"SELECT {key}, count(*) FROM {table}{(where.Length == 0 ? "" : $" WHERE {where}")} GROUP BY {key} HAVING count(*) > 1 ORDER BY count(*) DESC");
    }

    private static ServerExplanation ExclusionViolation(PostgresException error, SentStatement sent)
    {
        const string Meaning = "two rows conflict by the operators of the exclusion constraint, such as two bookings of one room that overlap";
        if (error.TableName is null || sent.HidesValues || ViolatedKey.Of(error.Detail) is not { } key
            || ViolatedKey.ValuesOf(error.Detail) is not { } own || ViolatedKey.OtherValuesOf(error.Detail) is not { } other)
        {
            return new(
                FindingCodes.ExclusionViolation,
                Meaning,
                $"look at the constraint, and keep one of the two rows: SELECT conrelid::regclass, pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = {Literal(error.ConstraintName)};");
        }

        var isThere = error.Detail!.Contains("existing key", StringComparison.Ordinal);
        return WithRows(
            FindingCodes.ExclusionViolation,
            Meaning,
            isThere ? "look at the row that is there, and keep one of the two:" : "look at the first two that conflict, and keep one of them before the constraint is made:",
            $"SELECT * FROM {SqlName.Qualified(error.SchemaName, error.TableName)} WHERE pg_catalog.concat_ws(', ', {key}) {(isThere ? $"= {Literal(other)}" : $"IN ({Literal(own)}, {Literal(other)})")}");
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
