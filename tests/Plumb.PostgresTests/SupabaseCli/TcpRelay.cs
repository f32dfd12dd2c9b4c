using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Plumb.PostgresTests.SupabaseCli;

/// <summary>Makes a server on a unix socket reachable for clients that know TCP only.</summary>
internal sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly string connectionString;
    private readonly Task accepting;

    public TcpRelay(string connectionString)
    {
        this.connectionString = connectionString;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>A URL of the same database for a client on this machine.</summary>
    public string Url
    {
        get
        {
            var server = new NpgsqlConnectionStringBuilder(connectionString);
            return $"postgresql://{server.Username}@127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/{server.Database}?sslmode=disable";
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (accepting.IsCompleted)
        {
            return;
        }

        await stop.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                sessions.Add(RelayAsync(await listener.AcceptSocketAsync(stop.Token)));
            }
        }
        finally
        {
            await Task.WhenAll(sessions).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RelayAsync(Socket accepted)
    {
        using var client = new NetworkStream(accepted, ownsSocket: true);
        using var server = new NetworkStream(await ConnectAsync(), ownsSocket: true);
        await Task.WhenAny(client.CopyToAsync(server, stop.Token), server.CopyToAsync(client, stop.Token));
    }

    private async Task<Socket> ConnectAsync()
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        if (!server.Host!.StartsWith('/'))
        {
            var tcp = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await tcp.ConnectAsync(server.Host, server.Port, stop.Token);
            return tcp;
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint($"{server.Host}/.s.PGSQL.{server.Port}"), stop.Token);
        return socket;
    }
}
