using Npgsql;
using NpgsqlTypes;

namespace Plumb.Diagnosis;

/// <summary>
/// Asks a database about what a statement ran into: each question in a read-only transaction of its own that gives up after a few seconds, and
/// whose failure hides nothing of the error that is being explained.
/// </summary>
internal sealed class Inquiry(NpgsqlConnection connection)
{
    private const string Begin = "BEGIN READ ONLY; SET LOCAL statement_timeout = 5000; SET LOCAL lock_timeout = 1000";

    /// <summary>The rows of <paramref name="query"/>.</summary>
    public async Task<Answer> AskAsync(string query, CancellationToken cancellationToken, params IEnumerable<string?> parameters)
    {
        try
        {
            await RunAsync(Begin, cancellationToken).ConfigureAwait(false);
            return await ReadAsync(query, parameters, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refused) when (!cancellationToken.IsCancellationRequested)
        {
            return Answer.None with { Refusal = refused.SqlState };
        }
        finally
        {
            if (connection.FullState.HasFlag(System.Data.ConnectionState.Open))
            {
                await RunAsync("ROLLBACK", CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task RunAsync(string commands, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            foreach (var command in commands.Split("; "))
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(command));
            }

            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Answer> ReadAsync(string query, IEnumerable<string?> parameters, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(query, connection) { AllResultTypesAreUnknown = true };
        await using (command.ConfigureAwait(false))
        {
            foreach (var parameter in parameters)
            {
                command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)parameter ?? DBNull.Value });
            }

            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var rows = new List<string?[]>();
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetString(i))]);
                }

                return new Answer([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], rows);
            }
        }
    }
}
