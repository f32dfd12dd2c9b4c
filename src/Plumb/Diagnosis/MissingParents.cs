using System.Globalization;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Diagnosis;

/// <summary>Explains a foreign key violation: which rows lack, or which rows refer to the one that was to go.</summary>
internal static class MissingParents
{
    private const int Shown = 5;
    private const string NotPresent = "is not present in table \"";

    public static async Task<Finding> AddAsync(FailedStatement failed, Finding finding, Inquiry inquiry, CancellationToken cancellationToken)
    {
        var error = failed.Error;
        if (error is not { TableName: { } table } || await FindAsync(failed, SqlName.Qualified(error.SchemaName, table), inquiry, cancellationToken).ConfigureAwait(false) is not { } key)
        {
            return finding;
        }

        return error.Detail?.Contains(NotPresent, StringComparison.Ordinal) == true
            ? await WithMissingAsync(failed, finding, key, inquiry, cancellationToken).ConfigureAwait(false)
            : await WithReferrersAsync(failed, finding, key, inquiry, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Finding> WithMissingAsync(FailedStatement failed, Finding finding, ForeignKey key, Inquiry inquiry, CancellationToken cancellationToken)
    {
        var totals = await inquiry.AskAsync($"SELECT count(*), coalesce(sum(rows), 0) FROM ({key.MissingKeys}) AS missing", cancellationToken).ConfigureAwait(false);
        if (totals.Rows is not [[{ } keys, { } rows]] || keys == "0")
        {
            return await OfStatementItselfAsync(failed, finding, key, inquiry, cancellationToken).ConfigureAwait(false);
        }

        var answer = failed.MasksValues ? Answer.None : await inquiry.AskAsync($"{key.MissingKeys} LIMIT {Shown}", cancellationToken).ConfigureAwait(false);
        var rest = long.Parse(keys, CultureInfo.InvariantCulture) - answer.Rows.Count;
        return finding with
        {
            Details =
            [
                .. finding.Details,
                $"{rows} row{(rows == "1" ? "" : "s")} of {key.Child} refer{(rows == "1" ? "s" : "")} to {keys} row{(keys == "1" ? "" : "s")} that {key.Parent} lacks",
                .. answer.Rows.Select(row => $"missing {key.ParentColumns} = {string.Join(", ", row.SkipLast(1))}, for {row[^1]} row{(row[^1] == "1" ? "" : "s")}"),
                .. rest > 0 && answer.Rows.Count > 0 ? [string.Create(CultureInfo.InvariantCulture, $"… {rest} more")] : Array.Empty<string>(),
            ],
            Meaning = $"rows of {key.Child} refer to rows that {key.Parent} does not have",
            Help = $"insert what {key.Parent} lacks, or remove the rows that refer to it; all of them:\n{key.MissingQuery};",
        };
    }

    /// <summary>The row at fault went with the transaction: only what the server said of it is left.</summary>
    private static async Task<Finding> OfStatementItselfAsync(
        FailedStatement failed, Finding finding, ForeignKey key, Inquiry inquiry, CancellationToken cancellationToken)
    {
        var answer = await inquiry.AskAsync($"SELECT EXISTS (SELECT FROM {key.Parent})", cancellationToken).ConfigureAwait(false);
        var isEmpty = answer.Rows is [["f"]];
        var values = failed.MasksValues ? null : ViolatedKey.ValuesOf(failed.Error.Detail);
        return finding with
        {
            Details =
            [
                .. finding.Details,
                .. values is null ? Array.Empty<string>() : [$"missing {key.ParentColumns} = {values} in {key.Parent}"],
                .. isEmpty ? [$"{key.Parent} has no row at all"] : Array.Empty<string>(),
            ],
            Meaning = $"the statement writes a row to {key.Child} that refers to a row that {key.Parent} does not have",
            Help = $"insert the row into {key.Parent} first, or leave out what refers to it",
        };
    }

    private static async Task<Finding> WithReferrersAsync(FailedStatement failed, Finding finding, ForeignKey key, Inquiry inquiry, CancellationToken cancellationToken)
    {
        if (ViolatedKey.ValuesOf(failed.Error.Detail) is not { } values)
        {
            return finding;
        }

        var query = $"SELECT * FROM {key.Child} WHERE concat_ws(', ', {key.ChildColumns}) = '{values.Replace("'", "''", StringComparison.Ordinal)}'";
        return await RowList.AddAsync(
            finding with
            {
                Meaning = $"rows of {key.Child} refer to the row of {key.Parent} that was to be removed or changed",
                Help = $"remove those rows first, or let the foreign key do it (ON DELETE CASCADE){(failed.MasksValues ? "" : $"; list them:\n{query};")}",
            },
            query,
            failed,
            inquiry,
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ForeignKey?> FindAsync(FailedStatement failed, string table, Inquiry inquiry, CancellationToken cancellationToken)
    {
        var child = await inquiry.RelationAsync(table, cancellationToken).ConfigureAwait(false);
        var answer = await inquiry.AskAsync(EmbeddedQuery.Read(nameof(Diagnosis), "foreign_key"), cancellationToken, failed.Error.ConstraintName, child).ConfigureAwait(false);
        if (answer.Rows is [[{ } referring, { } childColumns, { } parent, { } parentColumns], ..])
        {
            return new ForeignKey(referring, childColumns, parent, parentColumns);
        }

        if (ReferencedTable(failed.Error.Detail) is not { } name
            || ViolatedKey.Of(failed.Error.Detail) is not { } columns
            || ConstraintText.References(failed.Sent.Text, failed.Error.ConstraintName, name) is not { } reference)
        {
            return null;
        }

        var target = await inquiry.RelationAsync(reference.Table, cancellationToken).ConfigureAwait(false);
        var found = await inquiry.AskAsync(EmbeddedQuery.Read(nameof(Diagnosis), "primary_key"), cancellationToken, target).ConfigureAwait(false);
        return found.Rows is [[{ } relation, var primaryKey], ..] && (reference.Columns ?? primaryKey) is { } referred
            ? new ForeignKey(table, string.Join(", ", columns.Split(", ").Select(SqlName.Quoted)), relation, referred)
            : null;
    }

    private static string? ReferencedTable(string? detail)
    {
        var start = detail?.IndexOf(NotPresent, StringComparison.Ordinal) ?? -1;
        return start < 0 ? null : detail![(start + NotPresent.Length)..].TrimEnd('.').TrimEnd('"');
    }
}
