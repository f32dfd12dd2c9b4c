using Npgsql;

namespace Plumb.PostgresTests.Examples;

/// <summary>Messages of many who act at the same moment.</summary>
public sealed class MessagingConcurrencyTests(ExampleServer server)
{
    private const int Senders = 20;
    private const int Each = 15;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Row", "CM-8")]
    public async Task Twenty_who_send_at_once_get_numbers_without_gaps_and_no_reader_meets_a_smaller_one_later()
    {
        await using var database = await MessagingDatabase.AlignAsync(server, "production");
        var (chat, people) = await MessagingDatabase.GatherAsync(database, Senders + 1);
        await using var crowd = await Crowd.SignInAsync(database, people.Take(Senders));
        await using var reader = await database.OpenAsync(people[^1]);
        using var done = new CancellationTokenSource();
        var reading = ReadAsync(reader, chat, done.Token);

        var sent = await crowd.AtOnceAsync(async (connection, person) =>
        {
            var numbers = new List<long>();
            for (var i = 0; i < Each; i++)
            {
                await using var transaction = await connection.BeginTransactionAsync(Token);
                var number = await MessagingDatabase.SendAsync(connection, chat, $"{person}: {i}");

                // Some change their mind: their numbers must not be missed.
                if ((person + i) % 5 == 0)
                {
                    await transaction.RollbackAsync(Token);
                }
                else
                {
                    await transaction.CommitAsync(Token);
                    numbers.Add(number);
                }
            }

            return numbers;
        });

        await done.CancelAsync();
        var (looks, wrong) = await reading;
        TestContext.Current.TestOutputHelper?.WriteLine($"{looks} looks while {sent.Sum(static s => s.Count)} messages arrived");
        Assert.True(looks > 3, "The reader saw nothing move.");
        Assert.Empty(wrong);
        Assert.All(sent, static numbers => Assert.Equal(numbers.Order(), numbers));
        var all = sent.SelectMany(static numbers => numbers).Order().ToList();
        Assert.Equal(Enumerable.Range(1, Senders * Each * 4 / 5).Select(static n => (long)n), all);
        Assert.Equal([$"{all.Count}"], await database.QueryAsync($"SELECT last_seq FROM public.chats WHERE id = '{chat}'"));
        Assert.Equal(all.Count, await MessagingDatabase.CountAsync(reader, $"SELECT public.get_unread_count('{chat}')"));
    }

    [Fact]
    [Trait("Row", "CM-8")]
    public async Task While_messages_arrive_everyone_who_marks_them_read_counts_each_exactly_once()
    {
        await using var database = await MessagingDatabase.AlignAsync(server, "staging");
        var (chat, people) = await MessagingDatabase.GatherAsync(database, 6);
        await using var senders = await Crowd.SignInAsync(database, people.Take(5));
        await using var tabs = await Crowd.SignInAsync(database, Enumerable.Repeat(people[5], 4));
        using var done = new CancellationTokenSource();

        var marking = tabs.AtOnceAsync(async (connection, _) =>
        {
            var marked = 0;
            while (!done.IsCancellationRequested)
            {
                marked += await MessagingDatabase.CountAsync(connection, $"SELECT public.mark_messages_as_read('{chat}')");
            }

            return marked;
        });
        await senders.AtOnceAsync(async (connection, person) =>
        {
            for (var i = 0; i < 30; i++)
            {
                await MessagingDatabase.SendAsync(connection, chat, $"{person}: {i}");
            }

            return 0;
        });
        await done.CancelAsync();
        var counted = await marking;

        await using var reader = await database.OpenAsync(people[5]);
        var left = await MessagingDatabase.CountAsync(reader, $"SELECT public.get_unread_count('{chat}')");
        var last = await MessagingDatabase.CountAsync(reader, $"SELECT public.mark_messages_as_read('{chat}')");
        Assert.Equal(left, last);
        Assert.Equal(150, counted.Sum() + last);
        Assert.Equal(0, await MessagingDatabase.CountAsync(reader, "SELECT public.get_unread_count()"));
    }

    [Fact]
    [Trait("Row", "CM-8")]
    public async Task Two_who_begin_to_talk_at_the_same_moment_have_one_conversation()
    {
        await using var database = await MessagingDatabase.AlignAsync(server, "production");
        for (var round = 0; round < 5; round++)
        {
            var (_, people) = await MessagingDatabase.GatherAsync(database, 3);
            await using var pair = await Crowd.SignInAsync(database, people.Take(2));

            var chats = await pair.AtOnceAsync(async (connection, person) =>
            {
                await using var start = new NpgsqlCommand($"SELECT public.start_conversation('{{{people[1 - person]}}}')", connection);
                return (Guid)(await start.ExecuteScalarAsync(Token))!;
            });

            Assert.Single(chats.Distinct());
        }
    }

    /// <summary>Looks at the chat again and again: what is there is always 1 to n, and what was there stays.</summary>
    private static async Task<(int Looks, List<string> Wrong)> ReadAsync(NpgsqlConnection connection, Guid chat, CancellationToken stop)
    {
        var (looks, last, wrong) = (0, 0L, new List<string>());
        var seen = new HashSet<long>();
        while (!stop.IsCancellationRequested)
        {
            await using var look = new NpgsqlCommand($"SELECT count(*), coalesce(max(seq), 0) FROM public.chat_messages WHERE chat_id = '{chat}'", connection);
            await using var row = await look.ExecuteReaderAsync(Token);
            await row.ReadAsync(Token);
            var (count, highest) = (row.GetInt64(0), row.GetInt64(1));
            if (count != highest || highest < last)
            {
                wrong.Add($"{count} messages up to {highest} after {last}");
            }

            looks += seen.Add(highest) ? 1 : 0;
            last = highest;
        }

        return (looks, wrong);
    }
}
