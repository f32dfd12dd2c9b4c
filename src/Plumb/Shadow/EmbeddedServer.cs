using Npgsql;
using Plumb.Findings;
using Plumb.Shadow.Installations;
using Plumb.Shadow.Profiles;
using Plumb.Shadow.Servers;

namespace Plumb.Shadow;

/// <summary>A private PostgreSQL that Plumb starts and that ends with the process that started it, even if that is killed.</summary>
/// <remarks>
/// <para>It listens on a unix socket only, in a folder that nobody but its own account may enter; whoever can reach the socket is trusted.
/// PostgreSQL does not run as root: started by root it runs as <c>postgres</c>, or as <c>nobody</c> where there is no such account, and
/// then root and every process of that account can reach it. It survives crashes of its processes, not of the machine (<c>fsync</c> is off).</para>
/// <para>With a profile, <c>template1</c> holds what the platform offers, so every database created from it has it too.
/// Linux and macOS only; elsewhere an environment with a URL does the same work.</para>
/// </remarks>
public sealed class EmbeddedServer : IAsyncDisposable
{
    private readonly ServerProcess process;

    private EmbeddedServer(ServerProcess process, TailoredServer server, Profile profile)
    {
        this.process = process;
        ConnectionString = ConnectionStringOf(profile.ChainRole);
        SuperuserConnectionString = ConnectionStringOf(profile.Superuser);
        BinFolder = server.Installation.BinFolder;
        StandIns = server.StandIns;
    }

    /// <summary>
    /// A connection string for Npgsql to the database <c>postgres</c>; with a profile as the role that runs the chain
    /// (<c>postgres</c>, no superuser under <c>supabase</c>). On a unix socket it holds no password.
    /// </summary>
    public string ConnectionString { get; }

    /// <summary>A connection string for the bootstrap superuser, for Plumb's own preparations and for tests.</summary>
    public string SuperuserConnectionString { get; }

    /// <summary>The <c>bin</c> folder of the server in use, which may also hold <c>psql</c> and <c>pg_dump</c>.</summary>
    public string BinFolder { get; }

    /// <summary>The stand-in extensions that the profile installed (their names).</summary>
    public IReadOnlyList<string> StandIns { get; }

    /// <summary>Starts a throwaway server whose files are gone after <see cref="DisposeAsync"/>.</summary>
    /// <exception cref="DatabaseException">No PostgreSQL could be found, downloaded or started; says what was tried.</exception>
    /// <exception cref="UsageException">There is no such profile.</exception>
    public static async Task<EmbeddedServer> StartThrowawayAsync(EmbeddedServerOptions options, CancellationToken cancellationToken)
    {
        var profile = Profile.Named(options.Profile);
        var folders = await PrepareAsync(options, cancellationToken).ConfigureAwait(false);
        var installation = await new PostgresFinder(folders, options).FindAsync(cancellationToken).ConfigureAwait(false);
        var server = await TailoredServer.OfAsync(installation, profile, folders, cancellationToken).ConfigureAwait(false);
        var template = await new ServerTemplate(folders, server.Installation, profile, options.Progress)
            .GetAsync(cancellationToken).ConfigureAwait(false);

        var run = folders.RunFolder(Path.GetRandomFileName()[..8]);
        var start = new ServerStart(server.Installation, template, Path.Combine(run.Path, "data"), KeepsData: false);
        var started = await ServerProcess.StartAsync(run, start, folders.Account, cancellationToken).ConfigureAwait(false);
        return new EmbeddedServer(started, server, profile);
    }

    /// <summary>Starts, or joins when another process of Plumb runs it already, the server that keeps the data of one of a project's embedded environments.</summary>
    /// <remarks>It stays with the major version of PostgreSQL that it was made with.</remarks>
    /// <param name="projectRoot">The project's folder; its git-ignored <c>.plumb</c> says where the server's files are.</param>
    /// <param name="environment">The environment's name, such as <c>local</c>; each has data of its own.</param>
    /// <param name="options">Which server, with which profile.</param>
    /// <param name="cancellationToken">Stops the start and leaves nothing behind.</param>
    /// <exception cref="DatabaseException">No PostgreSQL could be found, downloaded or started; says what was tried.</exception>
    /// <exception cref="UsageException">There is no such profile.</exception>
    public static async Task<EmbeddedServer> StartLocalAsync(
        string projectRoot, string environment, EmbeddedServerOptions options, CancellationToken cancellationToken)
    {
        var local = LocalFolder.Of(projectRoot, environment);
        var folders = await PrepareAsync(options, cancellationToken).ConfigureAwait(false);
        using var held = await local.LockAsync(options.Progress, cancellationToken).ConfigureAwait(false);
        var (started, server, profile) = await new LocalServer(local, folders, options).StartAsync(cancellationToken).ConfigureAwait(false);
        return new EmbeddedServer(started, server, profile);
    }

    /// <summary>Deletes the data of one of a project's embedded environments; its next start begins from the template.</summary>
    /// <exception cref="LockedException">A process still uses it.</exception>
    public static async Task DeleteLocalAsync(string projectRoot, string environment, CancellationToken cancellationToken)
    {
        var local = LocalFolder.Of(projectRoot, environment);
        var options = new EmbeddedServerOptions();
        var folders = await PrepareAsync(options, cancellationToken).ConfigureAwait(false);
        using var held = await local.LockAsync(progress: null, cancellationToken).ConfigureAwait(false);
        await new LocalServer(local, folders, options).DeleteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A name for the server that <see cref="StartThrowawayAsync"/> would start, which changes with its program and its profile; and the folder for what is kept between runs.</summary>
    /// <exception cref="DatabaseException">No PostgreSQL could be found or downloaded; says what was tried.</exception>
    internal static async Task<(string Server, string CacheFolder)> IdentifyAsync(EmbeddedServerOptions options, CancellationToken cancellationToken)
    {
        var profile = Profile.Named(options.Profile);
        var folders = await PrepareAsync(options, cancellationToken).ConfigureAwait(false);
        var installation = await new PostgresFinder(folders, options).FindAsync(cancellationToken).ConfigureAwait(false);
        var server = await TailoredServer.OfAsync(installation, profile, folders, cancellationToken).ConfigureAwait(false);
        return (new ServerTemplate(folders, server.Installation, profile, options.Progress).Name, folders.Cache);
    }

    /// <summary>The names of the stand-ins that were created in the connection's database, in alphabetical order.</summary>
    /// <remarks>An extension that the profile creates itself counts once something of the user's names its schema or it holds rows.</remarks>
    public static Task<IReadOnlyList<string>> UsedStandInsAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        StandInUse.ReadAsync(connection, cancellationToken);

    /// <summary>Stops the server when no other process uses it, and waits until it is gone.</summary>
    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static async Task<ShadowFolders> PrepareAsync(EmbeddedServerOptions options, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new DatabaseException(ShadowFindings.Unsupported());
        }

        var folders = await ShadowFolders.PrepareAsync(options.Variables, cancellationToken).ConfigureAwait(false);
        await Leftovers.RemoveAsync(folders, cancellationToken).ConfigureAwait(false);
        return folders;
    }

    private string ConnectionStringOf(string role) => new NpgsqlConnectionStringBuilder
    {
        Host = process.SocketFolder,
        Port = RunFolder.Port,
        Username = role,
        Database = "postgres",
    }.ConnectionString;
}
