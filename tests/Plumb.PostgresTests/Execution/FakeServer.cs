using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Plumb.PostgresTests.Execution;

/// <summary>Something that listens and speaks just enough of PostgreSQL's protocol: it refuses TLS, lets everybody in and names a version.</summary>
internal sealed class FakeServer : IDisposable
{
    private const int SslRequest = 80877103;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly string version;

    public FakeServer(string version)
    {
        this.version = version;
        listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose() => listener.Dispose();

    private static byte[] Message(char kind, params byte[] content)
    {
        var message = new byte[5 + content.Length];
        message[0] = (byte)kind;
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), 4 + content.Length);
        content.CopyTo(message, 5);
        return message;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception ended) when (ended is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The test is over, or the client had enough.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var head = new byte[8];
        while (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false) == head.Length)
        {
            if (BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(4)) == SslRequest)
            {
                await stream.WriteAsync("N"u8.ToArray());
                continue;
            }

            var rest = new byte[BinaryPrimitives.ReadInt32BigEndian(head) - head.Length];
            await stream.ReadExactlyAsync(rest);
            await stream.WriteAsync((byte[])
            [
                .. Message('R', 0, 0, 0, 0),
                .. Message('S', Encoding.ASCII.GetBytes($"server_version\0{version}\0")),
                .. Message('S', "client_encoding\0UTF8\0"u8.ToArray()),
                .. Message('K', 0, 0, 0, 1, 0, 0, 0, 2),
                .. Message('Z', (byte)'I'),
            ]);
            await stream.CopyToAsync(Stream.Null);
            return;
        }
    }
}
