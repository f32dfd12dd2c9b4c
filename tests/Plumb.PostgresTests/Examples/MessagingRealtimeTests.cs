using System.Globalization;
using Npgsql.Replication;
using Npgsql.Replication.PgOutput;
using Npgsql.Replication.PgOutput.Messages;

namespace Plumb.PostgresTests.Examples;

/// <summary>A second subscriber listens to the realtime publication, the way Supabase Realtime does.</summary>
public sealed class MessagingRealtimeTests(ExampleServer server)
{
    private const int Count = 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Row", "CM-8")]
    [InlineData("production")]
    [InlineData("staging")]
    public async Task A_second_subscriber_receives_each_message_in_its_order_and_the_read_mark(string environment)
    {
        await using var database = await MessagingDatabase.AlignAsync(server, environment);
        var (chat, people) = await MessagingDatabase.GatherAsync(database, 2);
        await using var replication = new LogicalReplicationConnection(database.ConnectionString);
        await replication.Open(Token);
        var slot = await replication.CreatePgOutputReplicationSlot($"listener_{Guid.NewGuid():N}", temporarySlot: true, cancellationToken: Token);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var listening = ListenAsync(replication, slot, enough);

        await using (var sender = await database.OpenAsync(people[0]))
        {
            // Embedded servers commit without waiting for the log to be written, and replication sends what is written.
            await ExampleDatabase.ExecuteAsync(sender, "SET synchronous_commit = on");
            for (var i = 1; i <= Count; i++)
            {
                Assert.Equal(i, await MessagingDatabase.SendAsync(sender, chat, $"message {i}"));
            }
        }

        await using (var receiver = await database.OpenAsync(people[1]))
        {
            Assert.Equal(Count, await MessagingDatabase.CountAsync(receiver, $"SELECT public.mark_messages_as_read('{chat}')"));
        }

        var received = await listening.WaitAsync(TimeSpan.FromMinutes(1), Token);

        Assert.Equal(
            [.. Enumerable.Range(1, Count).Select(i => $"chat_messages {chat} {people[0]} message {i} {i}"), $"chat_participants {chat} {people[1]} {Count}"],
            received.Select(static r => r.Content));
        var times = received.Take(Count).Select(static r => r.Delay.TotalMilliseconds).Order().ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"from commit to receipt: median {times[Count / 2]:0.0} ms, at most {times[^1]:0.0} ms"));
    }

    /// <summary>What arrives, and how long after its commit, until somebody has marked the messages as read.</summary>
    private static async Task<List<(string Content, TimeSpan Delay)>> ListenAsync(
        LogicalReplicationConnection replication, PgOutputReplicationSlot slot, CancellationTokenSource enough)
    {
        var received = new List<(string, TimeSpan)>();
        var options = new PgOutputReplicationOptions("supabase_realtime", PgOutputProtocolVersion.V1);
        var committed = default(DateTime);
        try
        {
            await foreach (var message in replication.StartReplication(slot, options, enough.Token))
            {
                var arrived = DateTime.UtcNow;
                switch (message)
                {
                    case BeginMessage begin:
                        committed = begin.TransactionCommitTimestamp;
                        break;
                    case InsertMessage insert:
                        var row = await ReadAsync(insert.Relation, insert.NewRow);
                        received.Add(($"chat_messages {row["chat_id"]} {row["sender_id"]} {row["content"]} {row["seq"]}", arrived - committed));
                        break;
                    case UpdateMessage update:
                        var mark = await ReadAsync(update.Relation, update.NewRow);
                        received.Add(($"chat_participants {mark["chat_id"]} {mark["user_id"]} {mark["last_read_seq"]}", arrived - committed));
                        await enough.CancelAsync();
                        break;
                }

                replication.SetReplicationStatus(message.WalEnd);
            }
        }
        catch (OperationCanceledException) when (!Token.IsCancellationRequested)
        {
            // The read mark was the last of it.
        }

        return received;
    }

    private static async Task<Dictionary<string, string>> ReadAsync(RelationMessage relation, ReplicationTuple tuple)
    {
        var row = new Dictionary<string, string>(StringComparer.Ordinal);
        var column = 0;
        await foreach (var value in tuple)
        {
            row[relation.Columns[column++].ColumnName] = value.IsDBNull ? "" : await value.Get<string>();
        }

        return row;
    }
}
