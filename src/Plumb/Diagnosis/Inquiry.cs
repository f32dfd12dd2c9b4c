using Npgsql;
using NpgsqlTypes;

namespace Plumb.Diagnosis;

/// <summary>
/// Asks a database about what a statement ran into: each question in a read-only transaction of its own that gives up after a few seconds, and
/// whose failure hides nothing of the error that is being explained.
/// </summary>
/// <remarks>
/// Questions are Plumb's, so they find PostgreSQL's own functions and operators only, whatever the search_path of the session is: somebody
/// else's could fit better, and would run with the rights of who migrates. Names that the user wrote are looked up first, by themselves.
/// </remarks>
internal sealed class Inquiry
{
    private const string Begin = "BEGIN READ ONLY; SET LOCAL statement_timeout = 5000; SET LOCAL lock_timeout = 1000";
    private const string OwnNames = "; SET LOCAL search_path = pg_catalog, pg_temp";

    private readonly NpgsqlConnection connection;
    private readonly string begin;

    public Inquiry(NpgsqlConnection connection)
        : this(connection, Begin + OwnNames)
    {
    }

    private Inquiry(NpgsqlConnection connection, string begin) => (this.connection, this.begin) = (connection, begin);

    /// <summary>The same for what the user wrote, which means what it meant to the statement that failed: under the session's own search_path.</summary>
    public Inquiry AsWritten => new(connection, Begin);

    /// <summary>The OID of the relation that a name means to the user, as text; null when there is none.</summary>
    public Task<string?> RelationAsync(string name, CancellationToken cancellationToken) =>
        ValueAsync("SELECT pg_catalog.to_regclass($1)::pg_catalog.oid::pg_catalog.text", cancellationToken, name);

    /// <summary>The OID of the function that a signature means to the user, as text; null when there is none.</summary>
    public Task<string?> RoutineAsync(string signature, CancellationToken cancellationToken) =>
        ValueAsync("SELECT pg_catalog.to_regprocedure($1)::pg_catalog.oid::pg_catalog.text", cancellationToken, signature);

    /// <summary>The schemas in which the user's names are looked up, as an array.</summary>
    public Task<string?> SchemasAsync(CancellationToken cancellationToken) =>
        ValueAsync("SELECT pg_catalog.current_schemas(true)::pg_catalog.text", cancellationToken);

    /// <summary>The rows of <paramref name="query"/>.</summary>
    public async Task<Answer> AskAsync(string query, CancellationToken cancellationToken, params IEnumerable<string?> parameters)
    {
        try
        {
            await RunAsync(begin, cancellationToken).ConfigureAwait(false);
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

    private async Task<string?> ValueAsync(string query, CancellationToken cancellationToken, params IEnumerable<string?> parameters) =>
        (await AsWritten.AskAsync(query, cancellationToken, parameters).ConfigureAwait(false)).Rows is [[var value]] ? value : null;

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
        var command = new NpgsqlCommand(query, connection);
        await using (command.ConfigureAwait(false))
        {
            foreach (var parameter in parameters)
            {
                command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)parameter ?? DBNull.Value });
            }

            return await Answer.OfAsync(command, cancellationToken).ConfigureAwait(false);
        }
    }
}
