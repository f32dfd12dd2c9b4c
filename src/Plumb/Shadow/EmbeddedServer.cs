using Plumb.Findings;

namespace Plumb.Shadow;

/// <summary>A private PostgreSQL that Plumb starts and that ends with the process that started it, even if that is killed.</summary>
public sealed class EmbeddedServer : IAsyncDisposable
{
    private EmbeddedServer(string connectionString) => ConnectionString = connectionString;

    /// <summary>
    /// A connection string for Npgsql to the database <c>postgres</c>; with a profile as the role that runs the chain
    /// (<c>postgres</c>, no superuser under <c>supabase</c>). On a unix socket it holds no password.
    /// </summary>
    public string ConnectionString { get; }

    /// <summary>A connection string for the bootstrap superuser, for Plumb's own preparations and for tests.</summary>
    public string SuperuserConnectionString => throw new NotImplementedException();

    /// <summary>The <c>bin</c> folder of the server in use, which may also hold <c>psql</c> and <c>pg_dump</c>.</summary>
    public string BinFolder => throw new NotImplementedException();

    /// <summary>The stand-in extensions that the profile installed (their names).</summary>
    public IReadOnlyList<string> StandIns => throw new NotImplementedException();

    /// <summary>Starts a throwaway server whose files are gone after <see cref="DisposeAsync"/>.</summary>
    /// <exception cref="DatabaseException">No PostgreSQL could be found, downloaded or started; says what was tried.</exception>
    public static Task<EmbeddedServer> StartThrowawayAsync(EmbeddedServerOptions options, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Starts, or joins when another process of Plumb runs it already, the server that keeps the data of a project's <c>local</c>.</summary>
    /// <param name="projectRoot">The project's folder; its git-ignored <c>.plumb</c> says where the server's files are.</param>
    /// <param name="options">Which server, with which profile.</param>
    /// <param name="cancellationToken">Stops the start and leaves nothing behind.</param>
    /// <exception cref="DatabaseException">No PostgreSQL could be found, downloaded or started; says what was tried.</exception>
    public static Task<EmbeddedServer> StartLocalAsync(string projectRoot, EmbeddedServerOptions options, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Deletes the data of a project's <c>local</c>; the next start begins from the template.</summary>
    public static Task DeleteLocalAsync(string projectRoot, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Stops the server when no other process uses it, and waits until it is gone.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
