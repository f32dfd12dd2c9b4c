using Plumb.Findings;

namespace Plumb.Shadow.Servers;

/// <summary>Where the files of embedded servers are.</summary>
/// <remarks>
/// <para><see cref="Cache"/> belongs to whoever runs Plumb: downloaded servers, servers with stand-ins, lock files. Everybody may read it.</para>
/// <para><see cref="Home"/> belongs to the account that servers run under and nobody else may enter it: templates, running servers, the
/// data of environments. That is also what protects a running server: its socket lies in there, and whoever reaches the socket is trusted.
/// When root runs Plumb, that is root and the account named by <see cref="ServerAccount"/>. Programs of that account do all the writing
/// in it, so that root never follows a path that the account could have prepared.</para>
/// </remarks>
internal sealed record ShadowFolders(string Cache, string Home, ServerAccount Account)
{
    private const UnixFileMode ForOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode ForEverybody = ForOwner
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Programs: downloaded servers, and servers with stand-ins.</summary>
    public string Programs => Path.Combine(Cache, "servers");

    public string Locks => Path.Combine(Cache, "locks");

    /// <summary>Which projects have locals whose data is in <see cref="Locals"/>.</summary>
    public string Projects => Path.Combine(Cache, "projects");

    public string Templates => Path.Combine(Home, "templates");

    /// <summary>Named after the machine: containers may share a cache, and know nothing of each other's processes.</summary>
    public string Running => Path.Combine(Home, "run-" + ShortHash.Of(Environment.MachineName)[..6]);

    /// <summary>The data of embedded environments, when it cannot be in the project because the account may not enter that.</summary>
    public string Locals => Path.Combine(Home, "local");

    /// <summary>Finds the folders and creates those that lack.</summary>
    public static async Task<ShadowFolders> PrepareAsync(Func<string, string?> variables, CancellationToken cancellationToken)
    {
        var account = ServerAccount.Current();
        var cache = CacheFolder(variables, account);
        var folders = new ShadowFolders(cache, account.SwitchTo is null ? cache : Path.Combine(cache, account.SwitchTo), account);
        await folders.CreateAsync(cancellationToken).ConfigureAwait(false);
        return folders;
    }

    /// <summary>The folder of a server that runs, short enough for its socket.</summary>
    /// <param name="name">Unique among the servers that run.</param>
    public RunFolder RunFolder(string name)
    {
        var run = new RunFolder(Path.Combine(Running, name));
        return run.SocketPathFits ? run
            : throw new DatabaseException(ShadowFindings.FolderUnusable(Home, "its path is too long for a socket"));
    }

    private static string CacheFolder(Func<string, string?> variables, ServerAccount account)
    {
        if (variables("PLUMB_CACHE") is { Length: > 0 } asked)
        {
            return Path.GetFullPath(asked);
        }

        if (account.SwitchTo is not null)
        {
            return OperatingSystem.IsMacOS() ? "/Library/Caches/plumb" : "/var/cache/plumb";
        }

        var home = variables("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var caches = variables("XDG_CACHE_HOME") is { Length: > 0 } set ? set
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches")
            : Path.Combine(home, ".cache");
        return Path.Combine(caches, "plumb");
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            CreateFolder(Cache, ForEverybody);
            CreateFolder(Locks, ForOwner);
            CreateFolder(Projects, ForOwner);
            CreateFolder(Programs, ForEverybody);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException(ShadowFindings.FolderUnusable(Cache, failure.Message), failure);
        }

        if (!Directory.Exists(Running))
        {
            await CreateHomeAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CreateHomeAsync(CancellationToken cancellationToken)
    {
        if (Account.SwitchTo is { } owner)
        {
            var install = new ServerAccount(SwitchTo: null).Start("install", "-d", "-m", "700", "-o", owner, Home);
            Require(await ExternalProgram.RunAsync(install, "", cancellationToken).ConfigureAwait(false));
        }

        var make = Account.Start("mkdir", "-p", "-m", "700", Templates, Running, Locals);
        Require(await ExternalProgram.RunAsync(make, "", cancellationToken).ConfigureAwait(false));
    }

    private void Require(ProgramResult result)
    {
        if (!result.Succeeded)
        {
            throw new DatabaseException(ShadowFindings.FolderUnusable(Home, string.Join('\n', result.LastLines)));
        }
    }

    private static void CreateFolder(string path, UnixFileMode mode)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
