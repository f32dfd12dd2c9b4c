using System.Text.Json;
using Npgsql;

namespace Plumb.PostgresTests.Examples;

/// <summary>Hosts and counts of watch parties while fifty people act at once.</summary>
public sealed class WatchPartiesConcurrencyTests(ExampleServer server)
{
    private const int People = 50;

    [Fact]
    [Trait("Row", "WP-4")]
    public async Task Of_fifty_first_joins_at_once_exactly_one_makes_a_host()
    {
        await using var watch = await WatchPartiesDatabase.PrepareAsync(server, People, parties: 5);
        await using var crowd = await Crowd.SignInAsync(watch.Database, watch.Members);
        await using var watcher = await PartyWatcher.StartAsync(
            watch.Database, static state => state.StoredCount == state.Participants && state.Hosts == Math.Min(1, state.Participants));

        foreach (var party in watch.Parties)
        {
            var toldToBeHost = await crowd.AtOnceAsync((connection, _) => WatchPartiesDatabase.JoinAsync(connection, party));
            Assert.InRange(toldToBeHost.Count(static isHost => isHost), 0, 1);
        }

        await watcher.StopAsync();
        Assert.Empty(watcher.Wrong);
        await using var connection = await watch.Database.OpenAsync();
        Assert.Equal(watch.Parties.Select(static party => new PartyState(party, People, People, 1)), await WatchPartiesDatabase.StatesAsync(connection));
    }

    [Fact]
    [Trait("Row", "WP-5")]
    [Trait("Row", "WP-7")]
    public async Task While_fifty_people_join_and_leave_the_count_is_right_and_one_host_is_there_at_every_moment()
    {
        await using var watch = await WatchPartiesDatabase.PrepareAsync(server, People + 2, parties: 3);
        await StayAsync(watch, watch.Members.Skip(People));
        await using var crowd = await Crowd.SignInAsync(watch.Database, watch.Members.Take(People));
        await using var watcher = await PartyWatcher.StartAsync(
            watch.Database, static state => state.StoredCount == state.Participants && state.Hosts == 1);

        var leaves = await crowd.AtOnceAsync(async (connection, person) =>
        {
            var left = 0;
            for (var round = 0; round < 12; round++)
            {
                var party = watch.Parties[(person + round) % watch.Parties.Count];
                await WatchPartiesDatabase.JoinAsync(connection, party);
                left += await WatchPartiesDatabase.LeaveAsync(connection, party);
            }

            return left;
        });

        await watcher.StopAsync();
        Report($"{watcher.Samples} samples of 3 parties, with {watcher.Seen.Min()} to {watcher.Seen.Max()} participants");
        Assert.Empty(watcher.Wrong);
        Assert.True(watcher.Seen.Count > 3, "The watcher saw nothing move.");
        Assert.All(leaves, static left => Assert.Equal(12, left));
        await using var after = await watch.Database.OpenAsync();
        Assert.Equal(watch.Parties.Select(static party => new PartyState(party, 2, 2, 1)), await WatchPartiesDatabase.StatesAsync(after));
    }

    [Fact]
    [Trait("Row", "WP-6")]
    [Trait("Row", "WP-7")]
    public async Task When_fifty_people_leave_at_once_nobody_is_counted_and_nobody_is_host()
    {
        await using var watch = await WatchPartiesDatabase.PrepareAsync(server, People, parties: 2);
        await StayAsync(watch, watch.Members);
        await using var crowd = await Crowd.SignInAsync(watch.Database, watch.Members);
        await using var watcher = await PartyWatcher.StartAsync(
            watch.Database, static state => state.StoredCount == state.Participants && state.Hosts <= 1);

        foreach (var party in watch.Parties)
        {
            var left = await crowd.AtOnceAsync((connection, _) => WatchPartiesDatabase.LeaveAsync(connection, party));
            Assert.All(left, static rows => Assert.Equal(1, rows));
        }

        await watcher.StopAsync();
        Assert.Empty(watcher.Wrong);
        await using var after = await watch.Database.OpenAsync();
        Assert.Equal(watch.Parties.Select(static party => new PartyState(party, 0, 0, 0)), await WatchPartiesDatabase.StatesAsync(after));
    }

    [Fact]
    [Trait("Row", "WP-5")]
    public async Task One_who_only_changes_a_setting_is_not_passed_over_when_the_host_leaves()
    {
        await using var watch = await WatchPartiesDatabase.PrepareAsync(server, members: 3, parties: 1);
        await StayAsync(watch, watch.Members);
        await using var host = await watch.Database.OpenAsync(watch.Members[0]);
        await using var next = await watch.Database.OpenAsync(watch.Members[1]);

        await using var change = await next.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await ExampleDatabase.ExecuteAsync(next, "UPDATE public.stream_participants SET reminder_enabled = true WHERE user_id = auth.uid()");
        var leave = WatchPartiesDatabase.LeaveAsync(host, watch.Parties[0]);
        Assert.NotSame(leave, await Task.WhenAny(leave, Task.Delay(300, TestContext.Current.CancellationToken)));
        await change.CommitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, await leave);
        Assert.Equal([$"{watch.Members[1]}|t"], await watch.Database.QueryAsync("SELECT user_id, reminder_enabled FROM public.stream_participants WHERE is_host"));
    }

    [Fact]
    [Trait("Row", "WP-9")]
    public async Task Fifty_accounts_that_are_deleted_at_once_leave_counts_and_hosts_right()
    {
        await using var watch = await WatchPartiesDatabase.PrepareAsync(server, People + 1, parties: 4);
        foreach (var party in watch.Parties)
        {
            await watch.Database.ExecuteAsync(
                $"INSERT INTO public.stream_participants (stream_id, user_id, joined_at) SELECT '{party}', id, now() - random() * interval '1 day' FROM auth.users");
        }

        await using var crowd = await Crowd.SignInAsync(watch.Database, watch.Members.Take(People));
        await using var watcher = await PartyWatcher.StartAsync(
            watch.Database, static state => state.StoredCount == state.Participants && state.Hosts == 1);

        await crowd.AtOnceAsync(async (connection, person) =>
        {
            await ExampleDatabase.ExecuteAsync(connection, "RESET ROLE");
            return await ExampleDatabase.ExecuteAsync(connection, $"DELETE FROM auth.users WHERE id = '{watch.Members[person]}'");
        });

        await watcher.StopAsync();
        Assert.Empty(watcher.Wrong);
        await using var after = await watch.Database.OpenAsync();
        Assert.Equal(watch.Parties.Select(static party => new PartyState(party, 1, 1, 1)), await WatchPartiesDatabase.StatesAsync(after));
    }

    [Fact]
    [Trait("Row", "WP-15")]
    public async Task The_triggers_run_for_a_join_and_what_they_cost_is_measured()
    {
        await using var watch = await WatchPartiesDatabase.PrepareAsync(server, members: 10_001, parties: 4);
        int[] sizes = [0, 100, 1_000, 10_000];
        foreach (var (party, size) in watch.Parties.Zip(sizes))
        {
            await watch.Database.ExecuteAsync(
                $"INSERT INTO public.stream_participants (stream_id, user_id) SELECT '{party}', id FROM auth.users ORDER BY id LIMIT {size}");
        }

        await watch.Database.ExecuteAsync("VACUUM ANALYZE public.stream_participants");
        await using var connection = await watch.Database.OpenAsync();
        foreach (var (party, size) in watch.Parties.Zip(sizes))
        {
            var costs = await MeasureJoinsAsync(connection, party, watch.Members[^1]);
            Assert.Equal(["stream_participants_assign_host", "stream_participants_joined"], costs.Keys.Order());
            Report($"with {size} participants: {string.Join(", ", costs.Select(static cost => $"{cost.Key} {cost.Value:0.000} ms"))}");
        }
    }

    /// <summary>The median time of each trigger over joins that are rolled back.</summary>
    private static async Task<Dictionary<string, double>> MeasureJoinsAsync(NpgsqlConnection connection, Guid party, Guid user)
    {
        var times = new List<(string Trigger, double Milliseconds)>();
        for (var round = 0; round < 21; round++)
        {
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using var join = new NpgsqlCommand(
                $"EXPLAIN (ANALYZE, FORMAT JSON) INSERT INTO public.stream_participants (stream_id, user_id) VALUES ('{party}', '{user}')", connection);
            using var plan = JsonDocument.Parse((string)(await join.ExecuteScalarAsync(TestContext.Current.CancellationToken))!);
            times.AddRange(plan.RootElement[0].GetProperty("Triggers").EnumerateArray()
                .Select(static trigger => (trigger.GetProperty("Trigger Name").GetString()!, trigger.GetProperty("Time").GetDouble()))
                .Where(static trigger => !trigger.Item1.StartsWith("RI_", StringComparison.Ordinal)));
        }

        return times.GroupBy(static time => time.Trigger, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.Select(static time => time.Milliseconds).Order().ElementAt(group.Count() / 2), StringComparer.Ordinal);
    }

    /// <summary>Makes people participants of every party, in the order of the list.</summary>
    private static async Task StayAsync(WatchPartiesDatabase watch, IEnumerable<Guid> people)
    {
        var ids = string.Join(',', people);
        await watch.Database.ExecuteAsync(
            $"""
            INSERT INTO public.stream_participants (stream_id, user_id, joined_at)
            SELECT p.id, person::uuid, now() - interval '1 day' + turn * interval '1 minute'
            FROM public.habitat_watch_parties p, unnest(string_to_array('{ids}', ',')) WITH ORDINALITY AS t (person, turn)
            """);
    }

    private static void Report(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);
}
