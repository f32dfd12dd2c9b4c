using Npgsql;
using Plumb.Findings;

namespace Plumb.Environments;

/// <summary>A database that Plumb can connect to. Its text never contains the password.</summary>
public sealed class ConnectionTarget
{
    /// <summary>The oldest major version of PostgreSQL that Plumb works with.</summary>
    public const int OldestVersion = 14;

    private readonly ConnectionSettings settings;
    private readonly NpgsqlConnectionStringBuilder npgsql;
    private NpgsqlDataSource? source;
    private Task<NpgsqlConnection>? ahead;
    private string? shownHost;

    // Npgsql reads the switch once, when it makes its first command.
    static ConnectionTarget() => AppContext.SetSwitch("Npgsql.EnableSqlRewriting", false);

    private ConnectionTarget(string environment, ConnectionSettings settings)
    {
        Environment = environment;
        this.settings = settings;
        npgsql = settings.ToNpgsql();
    }

    /// <summary>The environment's name; <c>url</c> for one that was given on the command line.</summary>
    public string Environment { get; }

    /// <summary>The host's name or address, or the folder of a unix socket.</summary>
    public string Host => npgsql.Host!;

    /// <summary>The port; of a unix socket, the number in its name.</summary>
    public int Port => npgsql.Port;

    /// <summary>The database.</summary>
    public string Database => npgsql.Database!;

    /// <summary>The role that logs in.</summary>
    public string Role => npgsql.Username!;

    /// <summary>
    /// Resolves a URL (<c>postgres://…</c>, <c>postgresql://…</c>) or a key-value string in libpq's or Npgsql's words. What it
    /// leaves out comes from the <c>PG*</c> variables, the password also from <c>.pgpass</c>.
    /// </summary>
    /// <param name="environment">The environment's name.</param>
    /// <param name="url">The URL or key-value string; <c>${VAR}</c> is replaced. Empty for the <c>PG*</c> variables alone.</param>
    /// <param name="variables">Looks up a variable: the process's environment, then <c>.env</c>.</param>
    /// <exception cref="UsageException">The string or a variable in it is not valid or missing.</exception>
    public static ConnectionTarget Resolve(string environment, string url, Func<string, string?> variables) =>
        Resolve(new EnvironmentConfiguration(environment, url), variables);

    /// <summary>Resolves a configured environment, whose place is part of every error.</summary>
    /// <inheritdoc cref="Resolve(string, string, Func{string, string?})"/>
    public static ConnectionTarget Resolve(EnvironmentConfiguration environment, Func<string, string?> variables)
    {
        try
        {
            var url = VariableExpansion.Expand(
                environment.Url,
                variables,
                name => throw new UsageException(ConnectionStringFindings.UnsetVariable(environment.Name, name)));
            string[] enough = ["PGHOST", "PGDATABASE", "PGSERVICE"];
            if (string.IsNullOrWhiteSpace(url) && !enough.Any(name => variables(name) is { Length: > 0 }))
            {
                throw new UsageException(ConnectionStringFindings.NoVariables(environment.Name));
            }

            var parsed = string.IsNullOrWhiteSpace(url) ? new ConnectionSettings() : ConnectionSettings.Parse(url);
            ConnectionDefaults.Fill(parsed, variables);
            return new ConnectionTarget(environment.Name, parsed);
        }
        catch (UsageException error) when (environment.Place is not null)
        {
            throw new UsageException([.. error.Findings.Select(f => f with { Place = f.Place ?? environment.Place })]);
        }
    }

    /// <summary>A target for a connection string in Npgsql's words that is complete, such as an embedded server's.</summary>
    /// <param name="environment">The environment's name.</param>
    /// <param name="connectionString">The connection string.</param>
    /// <param name="shownHost">What stands for host and port in <see cref="ToString"/>; null for the host and port themselves.</param>
    /// <exception cref="UsageException">The string is not valid.</exception>
    public static ConnectionTarget FromConnectionString(string environment, string connectionString, string? shownHost = null)
    {
        var parsed = ConnectionSettings.Parse(connectionString);
        ConnectionDefaults.FillPlain(parsed);
        return new ConnectionTarget(environment, parsed) { shownHost = shownHost };
    }

    /// <summary>
    /// Loads, on another thread, what the first connection of a process takes: about a third of the time of a short command. For a
    /// program that has other work to do before it knows its database.
    /// </summary>
    public static void Preload() => _ = Task.Run(static () =>
    {
        using var unused = FromConnectionString("preload", "Host=localhost;Username=plumb").BuildSource();
        using var connection = unused.CreateConnection();
        using var command = new NpgsqlCommand("SELECT $1", connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = "" } } };
    });

    /// <summary>Begins to open the connection that the next <see cref="OpenAsync"/> returns, while the caller goes on with its work.</summary>
    public void OpenAhead(CancellationToken cancellationToken) => ahead ??= Task.Run(() => ConnectAsync(cancellationToken), cancellationToken);

    /// <summary>Opens a connection; text of the server is UTF-8 and Plumb's application name is set.</summary>
    /// <remarks>
    /// Connections are not pooled, and Npgsql knows PostgreSQL's built-in types and their arrays only: read values of other types as
    /// text (<see cref="NpgsqlCommand.AllResultTypesAreUnknown"/>). Loading a database's own types takes a query that costs more than the
    /// rest of the connection.
    /// </remarks>
    /// <exception cref="DatabaseException">It cannot be reached, refuses the credentials, or is older than PostgreSQL 14; says which, and what to do.</exception>
    public Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) =>
        Interlocked.Exchange(ref ahead, null) ?? ConnectAsync(cancellationToken);

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnection connection;
        try
        {
            connection = (source ??= BuildSource()).CreateConnection();
        }
        catch (ArgumentException error)
        {
            throw new DatabaseException(ConnectionFindings.Failed(ToString(), WithoutSecrets(error.Message)));
        }

        try
        {
            await Exchange.ConnectAsync(connection, settings.IsUnixSocket, cancellationToken).ConfigureAwait(false);
            if (connection.PostgreSqlVersion.Major < OldestVersion)
            {
                throw new DatabaseException(ConnectionFindings.TooOld(ToString(), connection.PostgreSqlVersion, OldestVersion));
            }

            return connection;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            if (error is DatabaseException)
            {
                throw;
            }

            var cause = error.ToString();
            var isSafe = string.Equals(cause, WithoutSecrets(cause), StringComparison.Ordinal);
            throw new DatabaseException(ConnectionFailure.Explain(error, this, settings), isSafe ? error : null);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// The variables with which <c>psql</c>, <c>pg_dump</c> and other programs of PostgreSQL reach the same database, so that no
    /// password stands on a command line. A null value means that the variable must be removed, since it would lead elsewhere.
    /// </summary>
    public IReadOnlyDictionary<string, string?> ToolVariables() => ConnectionWords.All
        .Where(static w => w.Variable is not null)
        .ToDictionary(static w => w.Variable!, w => w.Keyword is "service" ? null : settings[w.Keyword], StringComparer.Ordinal);

    /// <summary>Sets <see cref="ToolVariables"/> in the environment of a process that is about to start.</summary>
    public void AddTo(IDictionary<string, string?> environment)
    {
        foreach (var (name, value) in ToolVariables())
        {
            if (value is null)
            {
                environment.Remove(name);
            }
            else
            {
                environment[name] = value;
            }
        }
    }

    /// <summary><c>role@host:port/database</c>, without any secret.</summary>
    public override string ToString()
    {
        var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        return $"{Role}@{shownHost ?? $"{host}:{Port}"}/{Database}";
    }

    /// <summary>The text without the passwords, should another component have put one there.</summary>
    internal string WithoutSecrets(string text)
    {
        foreach (var secret in (ReadOnlySpan<string?>)[settings["password"], settings["sslpassword"]])
        {
            text = string.IsNullOrEmpty(secret) ? text : text.Replace(secret, "***", StringComparison.Ordinal);
        }

        return text;
    }

    private NpgsqlDataSource BuildSource()
    {
        var builder = new NpgsqlSlimDataSourceBuilder(npgsql.ConnectionString);
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        builder.EnableIntegratedSecurity();
        builder.ConfigureTypeLoading(static loading => loading.EnableTypeLoading(false));
        return builder.Build();
    }
}
