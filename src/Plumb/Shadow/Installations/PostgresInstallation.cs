namespace Plumb.Shadow.Installations;

/// <summary>A PostgreSQL server on this machine.</summary>
/// <param name="BinFolder">The folder with <c>postgres</c> and <c>initdb</c>.</param>
/// <param name="Major">The major version, such as 17.</param>
/// <param name="Version">The version as the server itself tells it, such as <c>postgres (PostgreSQL) 17.10</c>.</param>
internal sealed record PostgresInstallation(string BinFolder, int Major, string Version)
{
    /// <summary>The server's program.</summary>
    public string Server => Path.Combine(BinFolder, "postgres");

    /// <summary>The program that makes a data folder.</summary>
    public string InitDb => Path.Combine(BinFolder, "initdb");

    /// <summary>Changes whenever another build of the server is put in the same place.</summary>
    public string Fingerprint
    {
        get
        {
            var program = new FileInfo(Server);
            return FormattableString.Invariant($"{Server}|{Version}|{program.Length}|{program.LastWriteTimeUtc.Ticks}");
        }
    }
}
