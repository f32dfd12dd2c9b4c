using Npgsql;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Diagnosis;

/// <summary>Explains what UNIQUE, NOT NULL, CHECK and exclusion constraints refuse: the rows, and what the constraint demands.</summary>
internal static class RefusedRows
{
    public static async Task<Finding> AddAsync(FailedStatement failed, Finding finding, Inquiry inquiry, CancellationToken cancellationToken)
    {
        var error = failed.Error;
        var written = ServerError.RowsQuery(error, failed.Sent);
        if (error.TableName is not { } name)
        {
            return finding;
        }

        var table = SqlName.Qualified(error.SchemaName, name);
        if (error is { SqlState: PostgresErrorCodes.CheckViolation or PostgresErrorCodes.ExclusionViolation, ConstraintName: { } constraint })
        {
            var answer = await inquiry.AskAsync(
                EmbeddedQuery.Read(nameof(Diagnosis), "check_constraints"), cancellationToken, await inquiry.RelationAsync(table, cancellationToken).ConfigureAwait(false), constraint).ConfigureAwait(false);
            finding = WithConstraints(finding, answer, table, constraint, isSpelledOut: written is not null && error.SqlState == PostgresErrorCodes.CheckViolation);
            if (written is null && answer.Rows.FirstOrDefault(static r => r[2] == "t") is [_, _, _, { } condition])
            {
                return await RowList.AddAsync(finding, $"SELECT * FROM {table} WHERE NOT ({condition})", failed, inquiry, cancellationToken).ConfigureAwait(false);
            }
        }

        if (written is null)
        {
            return finding;
        }

        return error is { SqlState: PostgresErrorCodes.NotNullViolation, ColumnName: { } column }
            && (await inquiry.AskAsync($"SELECT {SqlName.Quoted(column)} FROM {table} LIMIT 0", cancellationToken).ConfigureAwait(false)).Refusal == PostgresErrorCodes.UndefinedColumn
            ? await OfNewColumnAsync(finding, table, column, inquiry, cancellationToken).ConfigureAwait(false)
            : await RowList.AddAsync(finding, written, failed, inquiry.AsWritten, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What the constraint demands that is there already, and which others look at the same columns.</summary>
    private static Finding WithConstraints(Finding finding, Answer constraints, string table, string own, bool isSpelledOut)
    {
        if (constraints.Rows.Count == 0)
        {
            return finding;
        }

        var details = constraints.Rows.Select(r => $"{(r[2] == "t" ? isSpelledOut ? "now     " : "demands " : "besides ")} {r[0]}: {r[1]}");
        var help = isSpelledOut || finding.Code == FindingCodes.ExclusionViolation || !constraints.Rows.Any(static r => r[2] == "t")
            ? finding.Help
            : $"write values that {own} allows; or, if the rule is out of date, drop it first:\nALTER TABLE {table} DROP CONSTRAINT {SqlName.Quoted(own)};";
        return finding with { Details = [.. finding.Details, .. details], Help = help };
    }

    private static async Task<Finding> OfNewColumnAsync(Finding finding, string table, string column, Inquiry inquiry, CancellationToken cancellationToken)
    {
        var answer = await inquiry.AskAsync($"SELECT count(*) FROM {table}", cancellationToken).ConfigureAwait(false);
        var name = SqlName.Quoted(column);
        return finding with
        {
            Details = [.. finding.Details, .. answer.Rows.Select(r => $"{table} has {r[0]} row{(r[0] == "1" ? "" : "s")}, which would hold NULL in the new column {column}")],
            Meaning = "a new column that must not be empty has no value for the rows that are there",
            Help = $"give it a DEFAULT; or add it without NOT NULL, fill it with an UPDATE, and then:\nALTER TABLE {table} ALTER COLUMN {name} SET NOT NULL;",
        };
    }
}
