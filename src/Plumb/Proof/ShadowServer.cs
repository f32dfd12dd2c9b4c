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

    private static readonly string Attributes = EmbeddedQuery.Read(nameof(Proof), "copy_attributes");
    private static readonly string State = EmbeddedQuery.Read(nameof(Proof), "cluster_state");

    // Without WAL, and a checkpoint costs nothing here; before 15 there is no other way.
    private const string Strategy = " STRATEGY FILE_COPY";
    private const int ChoosesStrategy = 15;

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
        await CopyAsync(database, copy, cancellationToken).ConfigureAwait(false);
        return copy;
    }

    /// <summary>Copies a database to which nobody is connected, under a name that is free.</summary>
    public Task CopyAsync(string database, string copy, CancellationToken cancellationToken) =>
        AsSuperuserAsync(connection => CopyAsync(connection, database, copy, cancellationToken), cancellationToken);

    /// <summary>Puts a copy of a database in the place of <see cref="Main"/>, whoever is connected to that.</summary>
    public Task RenewMainAsync(string database, CancellationToken cancellationToken) => AsSuperuserAsync(
        async connection =>
        {
            await ExecuteAsync(connection, $"DROP DATABASE IF EXISTS {Main} WITH (FORCE)", cancellationToken).ConfigureAwait(false);
            await CopyAsync(connection, database, Main, cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>A digest of what the databases of the server share, such as roles.</summary>
    public async Task<string> ReadClusterStateAsync(CancellationToken cancellationToken)
    {
        var state = "";
        await AsSuperuserAsync(async connection => state = (string)await AskAsync(connection, State, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return state;
    }

    /// <summary>How many bytes a database takes.</summary>
    public async Task<long> ReadSizeAsync(string database, CancellationToken cancellationToken)
    {
        var size = 0L;
        await AsSuperuserAsync(
            async connection => size = (long)await AskAsync(connection, "SELECT pg_catalog.pg_database_size($1::text)", cancellationToken, database).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return size;
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

    private static async Task CopyAsync(NpgsqlConnection connection, string database, string copy, CancellationToken cancellationToken)
    {
        var strategy = connection.PostgreSqlVersion.Major >= ChoosesStrategy ? Strategy : "";
        await ExecuteAsync(connection, $"CREATE DATABASE {Findings.SqlName.Quoted(copy)} TEMPLATE {Findings.SqlName.Quoted(database)}{strategy}", cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(connection, Attributes, cancellationToken, copy, database).ConfigureAwait(false);
    }

    private static async Task<object> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params string[] values)
    {
        var command = Command(connection, sql, values);
        await using (command.ConfigureAwait(false))
        {
            return (await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params string[] values)
    {
        var command = Command(connection, sql, values);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, string[] values)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        }

        return command;
    }
}
