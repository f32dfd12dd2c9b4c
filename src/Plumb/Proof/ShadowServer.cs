using System.Globalization;
using Npgsql;
using Plumb.Catalog;
using Plumb.Environments;
using Plumb.Shadow;

namespace Plumb.Proof;

/// <summary>A throwaway server on which chains are tried.</summary>
internal sealed class ShadowServer : IAsyncDisposable
{
    /// <summary>The database in which the chain runs, as the platform calls it.</summary>
    public const string Main = "postgres";

    private const string Settings =
        """
        SELECT format('ALTER DATABASE %I SET %I = %L', $1::text, split_part(c, '=', 1), substr(c, strpos(c, '=') + 1))
        FROM pg_db_role_setting AS s CROSS JOIN unnest(s.setconfig) AS c
        WHERE s.setrole = 0 AND s.setdatabase = (SELECT oid FROM pg_database WHERE datname = $2::text)
        """;

    private readonly EmbeddedServer server;
    private readonly ProofOptions options;
    private readonly SnapshotOptions snapshot;
    private int copies;

    private ShadowServer(EmbeddedServer server, SnapshotOptions snapshot, ProofOptions options)
    {
        this.server = server;
        this.snapshot = snapshot;
        this.options = options;
    }

    /// <summary>The stand-in extensions that are installed.</summary>
    public IReadOnlyList<string> StandIns => server.StandIns;

    /// <summary>Starts one.</summary>
    public static async Task<ShadowServer> StartAsync(EmbeddedServerOptions embedded, ProofOptions options, CancellationToken cancellationToken)
    {
        var started = await EmbeddedServer.StartThrowawayAsync(embedded, cancellationToken).ConfigureAwait(false);
        return new ShadowServer(started, new SnapshotOptions { Profile = embedded.Profile, IncludesRoles = true }, options);
    }

    /// <summary>Connects to a database as the role that runs the chain.</summary>
    public Task<ShadowSession> OpenAsync(string database, CancellationToken cancellationToken) =>
        ShadowSession.OpenAsync(TargetOf(server.ConnectionString, database), AsSuperuser(database), snapshot, options, cancellationToken);

    /// <summary>Connects to a database as another role.</summary>
    public Task<ShadowSession> OpenAsync(string database, string role, CancellationToken cancellationToken) => ShadowSession.OpenAsync(
        TargetOf(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Username = role }.ConnectionString, database), AsSuperuser(database), snapshot, options, cancellationToken);

    /// <summary>Copies a database to which nobody is connected, and returns the copy's name.</summary>
    public async Task<string> CopyAsync(string database, CancellationToken cancellationToken)
    {
        var copy = string.Create(CultureInfo.InvariantCulture, $"plumb_copy_{Interlocked.Increment(ref copies)}");
        await AsSuperuserAsync(
            async connection =>
            {
                await ExecuteAsync(connection, $"CREATE DATABASE {copy} TEMPLATE {Findings.SqlName.Quoted(database)}", cancellationToken).ConfigureAwait(false);
                foreach (var setting in await SettingsAsync(connection, copy, database, cancellationToken).ConfigureAwait(false))
                {
                    await ExecuteAsync(connection, setting, cancellationToken).ConfigureAwait(false);
                }
            },
            cancellationToken).ConfigureAwait(false);
        return copy;
    }

    /// <summary>Runs a command as the superuser.</summary>
    public Task ExecuteAsync(string sql, CancellationToken cancellationToken) =>
        AsSuperuserAsync(connection => ExecuteAsync(connection, sql, cancellationToken), cancellationToken);

    /// <summary>Drops a database with whoever is connected to it.</summary>
    public Task DropAsync(string database) =>
        ExecuteAsync($"DROP DATABASE IF EXISTS {Findings.SqlName.Quoted(database)} WITH (FORCE)", CancellationToken.None);

    /// <summary>The names of the stand-ins that a database uses.</summary>
    public async Task<IReadOnlyList<string>> UsedStandInsAsync(CancellationToken cancellationToken)
    {
        if (server.StandIns.Count == 0)
        {
            return [];
        }

        var connection = await TargetOf(server.ConnectionString, Main).OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await EmbeddedServer.UsedStandInsAsync(connection, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => server.DisposeAsync();

    /// <summary>A database as the superuser reaches it.</summary>
    public ConnectionTarget AsSuperuser(string database) => ConnectionTarget.FromConnectionString(
        "shadow", new NpgsqlConnectionStringBuilder(server.SuperuserConnectionString) { Database = database }.ConnectionString, "shadow");

    private ConnectionTarget TargetOf(string connectionString, string database)
    {
        var limit = string.Create(CultureInfo.InvariantCulture, $"-c statement_timeout={options.StatementLimit.TotalMilliseconds:0}");
        var parts = new NpgsqlConnectionStringBuilder(connectionString) { Database = database, Options = limit };
        return ConnectionTarget.FromConnectionString("shadow", parts.ConnectionString, "shadow");
    }

    private async Task AsSuperuserAsync(Func<NpgsqlConnection, Task> work, CancellationToken cancellationToken)
    {
        var connection = await AsSuperuser("template1").OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await work(connection).ConfigureAwait(false);
        }
    }

    private static async Task<List<string>> SettingsAsync(NpgsqlConnection connection, string copy, string database, CancellationToken cancellationToken)
    {
        var settings = new List<string>();
        var command = new NpgsqlCommand(Settings, connection) { Parameters = { new() { Value = copy }, new() { Value = database } } };
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    settings.Add(reader.GetString(0));
                }
            }
        }

        return settings;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
