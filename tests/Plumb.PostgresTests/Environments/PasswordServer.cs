using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Plumb.PostgresTests.Environments;

/// <summary>A server of its own with passwords, TLS and rules about who may come in, and PgBouncer before it where that is installed.</summary>
public sealed class PasswordServer : IAsyncLifetime
{
    public const string Password = "p@ss \"w;'rd";

    private const string Rules =
        """
        local    all  all       trust
        host     all  rejected  127.0.0.1/32  reject
        hostssl  all  tls_only  127.0.0.1/32  scram-sha-256
        host     all  tls_only  127.0.0.1/32  reject
        host     all  all       127.0.0.1/32  scram-sha-256
        """;

    private const string Roles =
        $"""
        CREATE ROLE app LOGIN PASSWORD 'p@ss "w;''rd';
        CREATE ROLE rejected LOGIN PASSWORD 'x';
        CREATE ROLE tls_only LOGIN PASSWORD 'p@ss "w;''rd';
        CREATE ROLE nobody NOLOGIN PASSWORD 'p@ss "w;''rd';
        CREATE ROLE crowded LOGIN PASSWORD 'p@ss "w;''rd' CONNECTION LIMIT 0;
        CREATE DATABASE shop;
        CREATE DATABASE closed;
        REVOKE CONNECT ON DATABASE closed FROM PUBLIC;
        """;

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"plumb-{Path.GetRandomFileName()}");
    private readonly string? bin = FindBin();
    private Process? pooler;

    public int Port { get; } = FreePort();

    public int PoolerPort { get; } = FreePort();

    public bool HasPooler => pooler is not null;

    public string Certificate => Path.Combine(folder, "server.crt");

    /// <summary>A connection string of the superuser on the unix socket.</summary>
    public string Superuser => $"Host={folder};Port={Port};Username=postgres;Database=postgres;Pooling=false";

    /// <summary>Skips the test where there is no server to start; with CI set that is a failure.</summary>
    public void Require() => Assert.SkipWhen(bin is null && Environment.GetEnvironmentVariable("CI") is null, "no initdb or no openssl");

    public async ValueTask InitializeAsync()
    {
        if (bin is null)
        {
            return;
        }

        await RunAsync("mkdir", "-m", "0755", folder);
        await RunAsync("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost", "-keyout", $"{folder}/server.key", "-out", Certificate);
        await RunAsync("chmod", "600", $"{folder}/server.key");
        await RunAsync($"{bin}/initdb", "-D", $"{folder}/data", "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C");
        await RunAsync("sh", "-c", $"cat > {folder}/data/pg_hba.conf <<'END'\n{Rules}\nEND");
        await RunAsync($"{bin}/pg_ctl", "-D", $"{folder}/data", "-w", "-l", $"{folder}/log", "-o",
            $"-p {Port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c ssl_cert_file={Certificate} -c ssl_key_file={folder}/server.key",
            "start");
        foreach (var statement in Roles.Split(";\n"))
        {
            await ExecuteAsync(statement);
        }

        await SwitchTlsAsync("on");
        if (File.Exists("/usr/sbin/pgbouncer"))
        {
            await StartPoolerAsync();
        }
    }

    /// <summary>Switches TLS, and waits until the server has noticed.</summary>
    public async Task SwitchTlsAsync(string setting)
    {
        await ExecuteAsync($"ALTER SYSTEM SET ssl = {setting}");
        await ExecuteAsync("SELECT pg_reload_conf()");
        for (var attempt = 0; (string?)await ExecuteAsync("SHOW ssl") != setting; attempt++)
        {
            Assert.True(attempt < 250, $"ssl = {setting} has no effect");
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (bin is null)
        {
            return;
        }

        if (pooler is not null)
        {
            pooler.Kill(entireProcessTree: true);
            await pooler.WaitForExitAsync();
            pooler.Dispose();
        }

        await RunAsync($"{bin}/pg_ctl", "-D", $"{folder}/data", "-m", "immediate", "-w", "stop");
        await RunAsync("rm", "-rf", folder);
    }

    private static string? FindBin()
    {
        var bins = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).ToList();
        if (Directory.Exists("/usr/lib/postgresql"))
        {
            bins.AddRange(Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(d => $"{d}/bin"));
        }

        return bins.Exists(b => File.Exists($"{b}/openssl")) ? bins.Find(b => File.Exists($"{b}/initdb")) : null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private async Task StartPoolerAsync()
    {
        var settings =
            $"""
            [databases]
            shop = user=app host={folder} port={Port}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {PoolerPort}
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            """;
        await RunAsync("sh", "-c", $"cat > {folder}/pgbouncer.ini <<'END'\n{settings}\nEND");
        pooler = Start("/usr/sbin/pgbouncer", "-q", $"{folder}/pgbouncer.ini");
        for (var attempt = 0; attempt < 100; attempt++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, PoolerPort);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }
    }

    // A server refuses to run as root.
    private static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        if (Environment.UserName == "root")
        {
            start.UserName = "postgres";
        }

        return Process.Start(start)!;
    }

    // The streams of a program that leaves a server behind stay open, so that they must not be read to their end.
    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        process.ErrorDataReceived += static (_, _) => { };
        process.OutputDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!process.HasExited)
        {
            await Task.Delay(10, late.Token);
        }

        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}");
    }
}
