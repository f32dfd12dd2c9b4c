using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Plumb.Diagnosis;

/// <summary>A transaction that is always rolled back, in which questions are asked as one role or another.</summary>
/// <remarks>
/// Plumb's own SQL finds PostgreSQL's functions and operators only. What policies call finds what the session's search_path says: the bodies of
/// functions depend on it.
/// </remarks>
internal sealed class AccessTrial(NpgsqlConnection connection)
{
    private const string Savepoint = "plumb_question";

    private string searchPath = "";

    /// <summary>Opens it. No lock is waited for long, and no question runs longer than half a minute.</summary>
    /// <returns>The OID of the table that <paramref name="table"/> means to the session, as text; null when there is none.</returns>
    public async Task<string?> BeginAsync(string table, CancellationToken cancellationToken)
    {
        await RunAsync(cancellationToken, "BEGIN", "SET LOCAL lock_timeout = 2000", "SET LOCAL statement_timeout = 30000").ConfigureAwait(false);
        searchPath = (await ReadAsync("SELECT pg_catalog.current_setting('search_path')", cancellationToken).ConfigureAwait(false))[0][0]!;
        try
        {
            return (await ReadAsync("SELECT pg_catalog.to_regclass($1)::pg_catalog.oid::pg_catalog.text", cancellationToken, table).ConfigureAwait(false))[0][0];
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.SyntaxError or PostgresErrorCodes.InvalidName)
        {
            await RunAsync(cancellationToken, "ROLLBACK", "BEGIN").ConfigureAwait(false);
            return null;
        }
        finally
        {
            await RunAsync(cancellationToken, "SET LOCAL search_path = pg_catalog, pg_temp").ConfigureAwait(false);
        }
    }

    /// <summary>Undoes everything.</summary>
    public Task EndAsync() => connection.FullState.HasFlag(System.Data.ConnectionState.Open) ? RunAsync(CancellationToken.None, "ROLLBACK") : Task.CompletedTask;

    /// <summary>Runs commands whose effect lasts until the end of the trial.</summary>
    /// <returns>What the server said when it refused one, which then had no effect; null when it did not.</returns>
    public async Task<PostgresException?> TryAsync(CancellationToken cancellationToken, params string[] commands)
    {
        try
        {
            await RunAsync(cancellationToken, [$"SAVEPOINT {Savepoint}", .. commands, $"RELEASE SAVEPOINT {Savepoint}"]).ConfigureAwait(false);
            return null;
        }
        catch (PostgresException refused) when (!cancellationToken.IsCancellationRequested)
        {
            await RunAsync(cancellationToken, $"ROLLBACK TO SAVEPOINT {Savepoint}", $"RELEASE SAVEPOINT {Savepoint}").ConfigureAwait(false);
            return refused;
        }
    }

    /// <summary>
    /// Asks one question under the session's search_path, after <paramref name="prepare"/> has said as whom; both are undone. The server refuses
    /// whatever would write: not everything that a policy's function may do, such as taking the next value of a sequence, can be rolled back.
    /// </summary>
    /// <param name="query">It names every function and table with its schema.</param>
    /// <param name="prepare">What makes the session the role.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The first row as numbers, or what the server said when it refused.</returns>
    public async Task<(long[]? Numbers, PostgresException? Refusal)> CountAsync(
        string query, Func<IEnumerable<NpgsqlBatchCommand>> prepare, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(
                [
                    new($"SAVEPOINT {Savepoint}"), new("SET LOCAL transaction_read_only = on"), .. prepare(),
                    new("SELECT pg_catalog.set_config('search_path', $1, true)") { Parameters = { new NpgsqlParameter<string> { TypedValue = searchPath } } },
                ],
                cancellationToken).ConfigureAwait(false);
            var rows = await ReadAsync(query, cancellationToken).ConfigureAwait(false);
            return ([.. rows[0].Select(static n => long.Parse(n!, CultureInfo.InvariantCulture))], null);
        }
        catch (PostgresException refused) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, refused);
        }
        finally
        {
            await RunAsync(CancellationToken.None, $"ROLLBACK TO SAVEPOINT {Savepoint}", $"RELEASE SAVEPOINT {Savepoint}").ConfigureAwait(false);
        }
    }

    /// <summary>The rows of a query, as text.</summary>
    public async Task<IReadOnlyList<string?[]>> ReadAsync(string query, CancellationToken cancellationToken, params string[] parameters)
    {
        var command = new NpgsqlCommand(query, connection);
        await using (command.ConfigureAwait(false))
        {
            foreach (var parameter in parameters)
            {
                command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = parameter });
            }

            return (await Answer.OfAsync(command, cancellationToken).ConfigureAwait(false)).Rows;
        }
    }

    private Task RunAsync(CancellationToken cancellationToken, params IEnumerable<string> commands) =>
        RunAsync(commands.Select(static c => new NpgsqlBatchCommand(c)), cancellationToken);

    private async Task RunAsync(IEnumerable<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            foreach (var command in commands)
            {
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
