using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Plumb.Environments;

namespace Plumb.PostgresTests.Diffing;

/// <summary>The oldest pg_dump on this machine that knows the server's version.</summary>
internal static class PgDumpProgram
{
    /// <summary>Where <c>s/setup-pg-dump</c> puts one that knows them all.</summary>
    private const string Built = "/usr/local/lib/plumb";

    private static readonly Lazy<IReadOnlyList<(int Major, string Path)>> Found = new(() => [.. Candidates().Select(static c => (MajorOf(c), c)).Where(static c => c.Item1 > 0).OrderBy(static c => c.Item1)]);

    /// <summary>What it writes; null when none knows the version and that may be: not in CI.</summary>
    public static async Task<string?> RunAsync(string connectionString, int version, params IEnumerable<string> options)
    {
        var program = Found.Value.FirstOrDefault(f => f.Major >= version).Path;
        if (program is null)
        {
            Assert.True(Environment.GetEnvironmentVariable("CI") is null, $"No pg_dump knows PostgreSQL {version}; s/setup-pg-dump builds one.");
            return null;
        }

        var start = new ProcessStartInfo(program, ["--schema-only", .. options]) { RedirectStandardOutput = true, RedirectStandardError = true };
        ConnectionTarget.FromConnectionString("test", connectionString).AddTo(start.Environment);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return string.Join('\n', text.Split('\n').Where(static l => !l.StartsWith(@"\restrict", StringComparison.Ordinal) && !l.StartsWith(@"\unrestrict", StringComparison.Ordinal)));
    }

    // Debian's pg_dump in the PATH is a script that looks for the right one; the programs themselves start sooner.
    private static IEnumerable<string> Candidates() =>
        new[] { "/usr/lib/postgresql", Built }.Where(Directory.Exists).SelectMany(Directory.GetDirectories).Select(static d => Path.Combine(d, "bin", "pg_dump")).Where(File.Exists).Append("pg_dump");

    private static int MajorOf(string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, ["--version"]) { RedirectStandardOutput = true })!;
            var words = process.StandardOutput.ReadToEnd().Split(' ');
            process.WaitForExit();
            return int.Parse(words[2].TakeWhile(char.IsAsciiDigit).ToArray(), CultureInfo.InvariantCulture);
        }
        catch (Win32Exception)
        {
            return 0;
        }
    }
}
