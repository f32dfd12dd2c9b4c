using Npgsql;
using Plumb.Findings;

namespace Plumb.Environments;

/// <summary>A database that Plumb can connect to. Its text never contains the password.</summary>
public sealed class ConnectionTarget
{
    private readonly NpgsqlConnectionStringBuilder settings;

    private ConnectionTarget(string environment, NpgsqlConnectionStringBuilder settings)
    {
        Environment = environment;
        this.settings = settings;
    }

    /// <summary>The environment's name; <c>url</c> for one that was given on the command line.</summary>
    public string Environment { get; }

    /// <summary>
    /// Resolves a URL (<c>postgres://…</c>, <c>postgresql://…</c>) or a key-value string in libpq's or Npgsql's words. What it
    /// leaves out comes from the <c>PG*</c> variables, the password also from <c>.pgpass</c>.
    /// </summary>
    /// <param name="environment">The environment's name.</param>
    /// <param name="url">The URL or key-value string; <c>${VAR}</c> is replaced.</param>
    /// <param name="variables">Looks up a variable: the process's environment, then <c>.env</c>.</param>
    /// <exception cref="UsageException">The string or a variable in it is not valid or missing.</exception>
    public static ConnectionTarget Resolve(string environment, string url, Func<string, string?> variables)
    {
        _ = variables;
        _ = url;
        return new ConnectionTarget(environment, new NpgsqlConnectionStringBuilder());
    }

    /// <summary>Opens a connection; text of the server is UTF-8 and Plumb's application name is set.</summary>
    /// <exception cref="DatabaseException">It cannot be reached, refuses the credentials, or is older than PostgreSQL 14; says which, and what to do.</exception>
    public Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        _ = settings;
        throw new NotImplementedException();
    }

    /// <summary><c>role@host:port/database</c>, without any secret.</summary>
    public override string ToString() => throw new NotImplementedException();
}
