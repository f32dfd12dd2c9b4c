using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Plumb.PostgresTests.Sql;

/// <summary>Runs psql over a file and tells what it sends to the server.</summary>
internal static class Psql
{
    /// <summary>What psql sends for <paramref name="file"/>; relative includes start from its folder.</summary>
    public static async Task<IReadOnlyList<SentQuery>> SendAsync(string file, string connectionString, bool execute)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        await using var relay = new PsqlRelay(connectionString, answersItself: !execute);
        var start = new ProcessStartInfo("psql")
        {
            WorkingDirectory = Path.GetDirectoryName(file),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "-X", "-q", "-h", "127.0.0.1", "-p", relay.Port.ToString(CultureInfo.InvariantCulture), "-U", server.Username!, "-d", server.Database!, "-f", file },
            Environment = { ["PGSSLMODE"] = "disable", ["PGGSSENCMODE"] = "disable", ["PGCLIENTENCODING"] = "UTF8", ["PGPASSWORD"] = server.Password },
        };
        using var process = Start(start);
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode is 0 or 3, $"psql ended with {process.ExitCode}");
        await relay.WaitAsync();
        return relay.Sent;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is null, "psql is not installed (Debian: apt-get install postgresql-client)");
            throw;
        }
    }
}
