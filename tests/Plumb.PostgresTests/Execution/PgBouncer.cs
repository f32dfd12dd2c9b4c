using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Plumb.PostgresTests.Execution;

/// <summary>A PgBouncer in front of a database, in one of its modes.</summary>
internal sealed class PgBouncer : IDisposable
{
    private readonly Process process;
    private readonly string folder;

    private PgBouncer(Process process, string folder, string connectionString) => (this.process, this.folder, ConnectionString) = (process, folder, connectionString);

    public string ConnectionString { get; }

    /// <summary>Starts it; the test is skipped where it is not installed.</summary>
    /// <param name="connectionString">The server's database.</param>
    /// <param name="mode"><c>session</c>, <c>transaction</c> or <c>statement</c>.</param>
    /// <param name="settings">More lines for its configuration.</param>
    public static async Task<PgBouncer> StartAsync(string connectionString, string mode, string settings = "")
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        var port = FreePort();
        var folder = Directory.CreateTempSubdirectory("plumb").FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        }

        var configuration = Path.Combine(folder, "pgbouncer.ini");
        var password = server.Password is null ? "" : $" password='{server.Password}'";
        await File.WriteAllTextAsync(
            configuration,
            $"""
            [databases]
            * = host='{server.Host}' port={server.Port} user={server.Username}{password}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = any
            pool_mode = {mode}
            {settings}

            """);
        string[] asUser = Environment.IsPrivilegedProcess ? ["-u", "postgres"] : [];
        var process = Start([.. asUser, "-q", configuration]);
        var pooled = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = server.Username,
            Password = "unused",
            Database = server.Database,
            Pooling = false,
        };
        for (var begun = Stopwatch.GetTimestamp(); !await AnswersAsync(port);)
        {
            Assert.True(!process.HasExited && Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(10), "PgBouncer did not start");
        }

        return new PgBouncer(process, folder, pooled.ConnectionString);
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static Process Start(string[] arguments)
    {
        try
        {
            var program = File.Exists("/usr/sbin/pgbouncer") ? "/usr/sbin/pgbouncer" : "pgbouncer";
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        }
        catch (Win32Exception)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is null, "PgBouncer is not installed (Debian: apt-get install pgbouncer)");
            throw;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            return false;
        }
    }
}
