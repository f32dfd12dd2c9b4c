using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Plumb.PostgresTests.Execution;

/// <summary>Runs dbmate, which <c>s/test</c> puts on the PATH.</summary>
internal static class Dbmate
{
    /// <summary>The program; null when it is not installed.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(static folder => Path.Combine(folder, "dbmate")).FirstOrDefault(File.Exists);

    /// <summary>Applies the chain in <c>db/migrations</c> of a project.</summary>
    public static async Task UpAsync(string project, string connectionString)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        var socket = Uri.EscapeDataString(server.Host!);
        var start = new ProcessStartInfo(Program!, ["--no-dump-schema", "up"]) { WorkingDirectory = project, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["DATABASE_URL"] = string.Create(
            CultureInfo.InvariantCulture, $"postgres://{server.Username}@:{server.Port}/{server.Database}?socket={socket}&sslmode=disable");
        start.Environment["PGPASSWORD"] = server.Password;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors + await output);
    }
}
