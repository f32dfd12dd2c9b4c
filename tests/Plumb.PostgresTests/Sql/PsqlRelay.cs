using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Plumb.PostgresTests.Sql;

/// <summary>
/// Stands between psql and a server for one session, and records every simple query and every inline row exactly as psql sends
/// them. Either the server answers, or, once psql has logged in, the relay itself: then nothing is executed.
/// </summary>
internal sealed class PsqlRelay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly NpgsqlConnectionStringBuilder server;
    private readonly bool answersItself;
    private readonly Task session;
    private readonly CancellationTokenSource stop = new();

    public PsqlRelay(string connectionString, bool answersItself)
    {
        server = new NpgsqlConnectionStringBuilder(connectionString);
        this.answersItself = answersItself;
        listener.Start();
        session = RunAsync();
    }

    /// <summary>What psql sent, in order.</summary>
    public List<SentQuery> Sent { get; } = [];

    /// <summary>The port psql connects to, on 127.0.0.1.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await session.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    /// <summary>Waits until psql has gone away.</summary>
    public Task WaitAsync() => session.WaitAsync(TimeSpan.FromMinutes(2));

    private async Task RunAsync()
    {
        using var client = await listener.AcceptTcpClientAsync(stop.Token);
        using var upstream = await ConnectAsync();
        await using var fromPsql = client.GetStream();
        await using var toServer = new NetworkStream(upstream);
        await CopyStartupAsync(fromPsql, toServer);
        var ready = new TaskCompletionSource();
        var back = CopyAnswersAsync(toServer, fromPsql, ready);
        await CopyMessagesAsync(fromPsql, toServer, ready.Task);
        upstream.Shutdown(SocketShutdown.Both);
        await back.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<Socket> ConnectAsync()
    {
        var isUnix = server.Host!.StartsWith('/');
        EndPoint endPoint = isUnix
            ? new UnixDomainSocketEndPoint($"{server.Host}/.s.PGSQL.{server.Port}")
            : new DnsEndPoint(server.Host, server.Port);
        var socket = isUnix
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endPoint, stop.Token);
        return socket;
    }

    private static async Task CopyStartupAsync(NetworkStream from, NetworkStream to)
    {
        var length = new byte[4];
        await from.ReadExactlyAsync(length);
        var rest = new byte[BinaryPrimitives.ReadInt32BigEndian(length) - 4];
        await from.ReadExactlyAsync(rest);
        await to.WriteAsync(length.Concat(rest).ToArray());
    }

    private async Task CopyAnswersAsync(NetworkStream from, NetworkStream to, TaskCompletionSource ready)
    {
        while (await ReadMessageAsync(from) is { } message)
        {
            await to.WriteAsync(message.Bytes);
            if (message.Type == 'Z' && answersItself)
            {
                ready.TrySetResult();
            }
        }
    }

    private async Task CopyMessagesAsync(NetworkStream from, NetworkStream to, Task ready)
    {
        while (await ReadMessageAsync(from) is { } message)
        {
            Record(message);
            if (message.Type is 'Q' or 'd' or 'c' or 'f' && answersItself)
            {
                await ready;
                await from.WriteAsync(PsqlAnswers.To(message, Sent));
            }
            else
            {
                await to.WriteAsync(message.Bytes);
            }
        }
    }

    private void Record(WireMessage message)
    {
        if (message.Type == 'Q')
        {
            Sent.Add(new SentQuery(Encoding.UTF8.GetString(message.Body[..^1])));
        }
        else if (message.Type == 'd')
        {
            Sent[^1].Rows.Write(message.Body);
        }
    }

    private static async Task<WireMessage?> ReadMessageAsync(NetworkStream from)
    {
        var head = new byte[5];
        if (await from.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false) < head.Length)
        {
            return null;
        }

        var body = new byte[BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1)) - 4];
        await from.ReadExactlyAsync(body);
        return new WireMessage((char)head[0], body, [.. head, .. body]);
    }
}
