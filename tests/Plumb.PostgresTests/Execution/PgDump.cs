using System.Diagnostics;
using Plumb.Environments;

namespace Plumb.PostgresTests.Execution;

/// <summary>Runs pg_dump.</summary>
internal static class PgDump
{
    /// <summary>Schema and data, without Plumb's and the Supabase CLI's own tables and without the lines that differ from run to run.</summary>
    public static Task<string> RunAsync(string connectionString) =>
        RunAsync(connectionString, "--exclude-schema=plumb", "--exclude-schema=supabase_migrations", "--inserts");

    /// <summary>The same with other options.</summary>
    public static async Task<string> RunAsync(string connectionString, params string[] options)
    {
        var start = new ProcessStartInfo("pg_dump", options) { RedirectStandardOutput = true, RedirectStandardError = true };
        ConnectionTarget.FromConnectionString("test", connectionString).AddTo(start.Environment);
        using var dump = Process.Start(start)!;
        var errors = dump.StandardError.ReadToEndAsync();
        var text = await dump.StandardOutput.ReadToEndAsync();
        await dump.WaitForExitAsync();
        Assert.True(dump.ExitCode == 0, await errors);
        return string.Join('\n', text.Split('\n').Where(static line => !line.StartsWith(@"\restrict", StringComparison.Ordinal) && !line.StartsWith(@"\unrestrict", StringComparison.Ordinal)));
    }
}
