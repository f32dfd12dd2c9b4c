using System.Diagnostics;

namespace Plumb.Cli.Tests;

/// <summary>Of several that start <c>./plumb</c> at once when it is out of date, one builds, also when the one before was killed.</summary>
public sealed class LauncherLockTests
{
    private const string Waiters = """
        set -u
        ln -s 999999 "$home/locks/7"
        for i in 1 2 3 4 5 6 7 8; do
            sh -c '. "$home/functions"; take_lock; mkdir "$home/busy" || echo collision; sleep 0.02; rmdir "$home/busy"; free_lock; echo built' &
        done
        wait
        ls "$home/locks"
        """;

    [Fact]
    public async Task Those_that_find_the_lock_of_a_process_that_is_gone_do_not_build_at_once()
    {
        var home = Directory.CreateTempSubdirectory("plumb-launcher-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(home, "locks"));
            var launcher = Golden.Read("plumb");
            var functions = launcher[launcher.IndexOf("last_lock() {", StringComparison.Ordinal)..launcher.IndexOf("# Of several that find it out of date", StringComparison.Ordinal)];
            await File.WriteAllTextAsync(Path.Combine(home, "functions"), functions, TestContext.Current.CancellationToken);
            var start = new ProcessStartInfo("sh") { ArgumentList = { "-c", Waiters }, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["home"] = home } };
            using var shell = Process.Start(start)!;
            var output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal([.. Enumerable.Repeat("built", 8), "15"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }
}
