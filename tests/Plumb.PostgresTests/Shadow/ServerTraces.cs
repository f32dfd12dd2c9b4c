using System.Diagnostics;
using Npgsql;

namespace Plumb.PostgresTests.Shadow;

/// <summary>What can be seen of an embedded server from outside.</summary>
internal static class ServerTraces
{
    /// <summary>The run folder: the socket's.</summary>
    public static string Folder(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Host!;

    /// <summary>The command lines of all processes that name the server's run folder: its guard, the server and its own processes.</summary>
    public static string[] Processes(string connectionString)
    {
        using var list = Process.Start(new ProcessStartInfo("ps", ["-eo", "pid=,args="]) { RedirectStandardOutput = true })!;
        var lines = list.StandardOutput.ReadToEnd().Split('\n');
        return lines.Where(line => line.Contains(Folder(connectionString), StringComparison.Ordinal)).ToArray();
    }

    /// <summary>Waits for at most ten seconds until neither processes nor files are left.</summary>
    public static async Task<bool> AreGoneAsync(string connectionString)
    {
        for (var i = 0; i < 500; i++)
        {
            if (!Directory.Exists(Folder(connectionString)) && Processes(connectionString).Length == 0)
            {
                return true;
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        return false;
    }
}
