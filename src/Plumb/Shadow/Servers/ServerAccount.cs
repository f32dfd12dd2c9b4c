using System.Diagnostics;

namespace Plumb.Shadow.Servers;

/// <summary>
/// The account of the operating system under which servers run: the user's own, or an unprivileged one when Plumb is root,
/// which PostgreSQL refuses to run as.
/// </summary>
/// <param name="SwitchTo">The account to switch to; null for the user's own.</param>
internal sealed record ServerAccount(string? SwitchTo)
{
    private const string AccountList = "/etc/passwd";

    /// <summary>The account's name.</summary>
    public string Name => SwitchTo ?? Environment.UserName;

    /// <summary><c>postgres</c> for root where there is such an account, else <c>nobody</c>; otherwise the user.</summary>
    public static ServerAccount Current()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return new ServerAccount(SwitchTo: null);
        }

        var hasPostgres = File.Exists(AccountList)
            && File.ReadLines(AccountList).Any(line => line.StartsWith("postgres:", StringComparison.Ordinal));
        return new ServerAccount(hasPostgres ? "postgres" : "nobody");
    }

    /// <summary>How to start a program under this account, from a folder that it can enter, with no PostgreSQL settings inherited.</summary>
    public ProcessStartInfo Start(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", UseShellExecute = false };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        if (SwitchTo is not null)
        {
            start.UserName = SwitchTo;
        }

        return start;
    }
}
