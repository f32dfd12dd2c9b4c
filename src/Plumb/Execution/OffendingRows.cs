using Npgsql;
using Plumb.Findings;

namespace Plumb.Execution;

/// <summary>
/// Shows the rows that kept a statement from succeeding. It looks at the database as it is after the rollback, so rows that the
/// migration itself made are not among them.
/// </summary>
internal static class OffendingRows
{
    private const int Shown = 5;
    private const int Milliseconds = 5000;

    /// <summary>The finding with the rows as details; as it was when there are none, or values are not to be shown.</summary>
    public static async Task<Finding> AddAsync(
        DatabaseSession session, Finding finding, StatementException failed, Change change, CancellationToken cancellationToken)
    {
        var query = ServerError.RowsQuery(failed.Cause, ExecutionFindings.Sent(failed.Statement, change, session.Identity.Role));
        if (query is null || session.Options.Checks.MaskValues)
        {
            return finding;
        }

        try
        {
            var rows = await ReadAsync(session.Connection, query, cancellationToken).ConfigureAwait(false);
            return rows.Count == 0 ? finding : finding with { Details = [.. finding.Details, .. rows.Select(static r => $"row {r}")] };
        }
        catch (PostgresException)
        {
            // The table is new, or the role may not read it: the query in the finding's help remains.
            return finding;
        }
        finally
        {
            await session.RollBackAsync().ConfigureAwait(false);
        }
    }

    private static async Task<List<string>> ReadAsync(NpgsqlConnection connection, string query, CancellationToken cancellationToken)
    {
        var begin = new StatementBatch(connection);
        await using (begin.ConfigureAwait(false))
        {
            begin.Add("BEGIN READ ONLY");
            begin.Add($"SET LOCAL statement_timeout = {Milliseconds}");
            await begin.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        var command = new NpgsqlCommand($"{query} LIMIT {Shown}", connection) { AllResultTypesAreUnknown = true };
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var rows = new List<string>();
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(string.Join(
                        "  ", Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)} {(reader.IsDBNull(i) ? "NULL" : reader.GetString(i))}")));
                }

                return rows;
            }
        }
    }
}
