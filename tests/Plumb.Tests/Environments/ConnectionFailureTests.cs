using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Tests.Environments;

/// <summary>Servers that a test cannot ask for, played by a listener.</summary>
public sealed class ConnectionFailureTests
{
    private const string Secret = "s3cr3t-w0rd";

    [Fact]
    public async Task A_server_older_than_14_is_refused()
    {
        var finding = await FaultAsync([.. Message('R', [0, 0, 0, 0]), .. Message('S', Text("server_version", "13.14")), .. Message('S', Text("client_encoding", "UTF8")), .. Message('K', new byte[8]), .. Message('Z', "I"u8)]);
        Assert.Equal(FindingCodes.ServerTooOld, finding.Code);
        Assert.Contains("PostgreSQL 13.14, and Plumb needs 14 or newer", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("57P03", "the database system is starting up", "PL029")]
    [InlineData("53300", "sorry, too many clients already", "PL028")]
    [InlineData("08P01", "unsupported startup parameter: options", "PL031")]
    [InlineData("28P01", "password authentication failed for user \"app\"", "PL023")]
    [InlineData("XX000", $"the password {Secret} is odd", "PL031")]
    public async Task What_a_server_answers_is_explained(string state, string text, string code)
    {
        var finding = await FaultAsync(Message('E', [.. "SFATAL\0VFATAL\0C"u8, .. Text(state), .. "M"u8, .. Text(text), 0]));
        Assert.Equal((code, state), (finding.Code.Code, finding.SqlState));
        Assert.NotNull(finding.Help);
    }

    [Fact]
    public async Task Something_that_is_not_PostgreSQL_is_an_error() =>
        Assert.Equal(FindingCodes.ConnectionFailed, (await FaultAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray())).Code);

    [Fact]
    public async Task A_server_that_hangs_up_is_an_error() =>
        Assert.Equal(FindingCodes.ConnectionFailed, (await FaultAsync([])).Code);

    [Fact]
    public async Task A_server_that_does_not_answer_ends_in_a_timeout()
    {
        var start = Stopwatch.GetTimestamp();
        var finding = await FaultAsync(null);
        Assert.Equal(FindingCodes.ConnectionTimeout, finding.Code);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0.5, 14);
    }

    [Fact]
    public async Task A_port_on_which_nothing_listens_is_an_error()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var finding = await FaultOfAsync($"postgres://app:{Secret}@127.0.0.1:{port}/shop");
        Assert.Equal((FindingCodes.ConnectionRefused, $"start the server, or check host and port: pg_isready -h 127.0.0.1 -p {port}"), (finding.Code, finding.Help));
    }

    [Fact]
    public async Task A_socket_that_is_not_there_is_an_error() =>
        Assert.Equal(FindingCodes.ConnectionRefused, (await FaultOfAsync($"host=/nowhere user=app password={Secret}")).Code);

    [Fact]
    public async Task A_host_that_does_not_exist_is_an_error() =>
        Assert.Equal(FindingCodes.HostNotFound, (await FaultOfAsync($"postgres://app:{Secret}@nowhere.invalid/shop")).Code);

    [Fact]
    public async Task A_cancelled_attempt_stays_a_cancellation()
    {
        var target = ConnectionTarget.Resolve("staging", "postgres://app@127.0.0.1:1/shop", _ => null);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => target.OpenAsync(new CancellationToken(canceled: true)));
    }

    // A null answer is silence; after any other the server hangs up. On a busy machine an answer may take its time.
    private static async Task<Finding> FaultAsync(byte[]? answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var done = new CancellationTokenSource();
        var server = ServeAsync(listener, answer, done.Token);
        var finding = await FaultOfAsync($"postgres://app:{Secret}@127.0.0.1:{port}/shop?sslmode=disable&connect_timeout={(answer is null ? 1 : 60)}");
        await done.CancelAsync();
        await server;
        return finding;
    }

    private static async Task<Finding> FaultOfAsync(string url)
    {
        var target = ConnectionTarget.Resolve("staging", url, _ => null);
        var error = await Assert.ThrowsAsync<DatabaseException>(() => target.OpenAsync(CancellationToken.None));
        var finding = Assert.Single(error.Findings);
        Assert.DoesNotContain(Secret, FindingText.Render(finding), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Unreachable, error.ExitCode);
        return finding;
    }

    private static async Task ServeAsync(TcpListener listener, byte[]? answer, CancellationToken done)
    {
        try
        {
            using var client = await listener.AcceptTcpClientAsync(done);
            var stream = client.GetStream();
            await stream.ReadAtLeastAsync(new byte[1024], 1, throwOnEndOfStream: false, done);
            if (answer is null)
            {
                await Task.Delay(Timeout.Infinite, done);
            }

            await stream.WriteAsync(answer, done);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The test has what it wanted.
        }
    }

    private static byte[] Text(params string[] words) => Encoding.UTF8.GetBytes(string.Concat(words.Select(w => w + "\0")));

    private static byte[] Message(char type, ReadOnlySpan<byte> body)
    {
        var message = new byte[5 + body.Length];
        message[0] = (byte)type;
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), 4 + body.Length);
        body.CopyTo(message.AsSpan(5));
        return message;
    }
}
