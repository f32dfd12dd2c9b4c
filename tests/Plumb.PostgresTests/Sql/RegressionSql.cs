using System.Diagnostics;

namespace Plumb.PostgresTests.Sql;

/// <summary>PostgreSQL's regression SQL, fetched once by s/fetch-regression-sql.</summary>
internal static class RegressionSql
{
    /// <summary>The folder with the files. Skips the test when they cannot be had, except on CI.</summary>
    public static async Task<string> FetchAsync()
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "regression-sql");
        if (!File.Exists(Path.Combine(folder, "complete")))
        {
            var start = new ProcessStartInfo("sh") { ArgumentList = { Path.Combine(Repository.Root, "s", "fetch-regression-sql") }, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var error = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.SkipWhen(
                process.ExitCode != 0 && Environment.GetEnvironmentVariable("CI") is null, $"s/fetch-regression-sql failed: {error}");
            Assert.True(process.ExitCode == 0, error);
        }

        return folder;
    }
}
