namespace Plumb.PostgresTests.Examples;

/// <summary>What the reverts of the watch parties chain leave behind, judged by pg_dump.</summary>
public sealed class WatchPartiesRevertTests(ExampleServer server)
{
    [Fact]
    [Trait("Row", "WP-10")]
    public async Task Every_revert_returns_the_exact_former_schema()
    {
        string[] chain = [.. WatchPartiesDatabase.Prerequisites, WatchPartiesDatabase.Migration];
        await using var database = await ExampleDatabase.PrepareAsync(server, "watch-parties");
        var before = new Stack<string>();
        foreach (var migration in chain)
        {
            before.Push(await database.DumpAsync());
            await database.RunFileAsync("migrations", migration);
        }

        foreach (var migration in chain.Reverse())
        {
            Assert.NotEqual(before.Peek(), await database.DumpAsync());
            await database.RunFileAsync("revert", migration);
            Assert.Equal(before.Pop(), await database.DumpAsync());
        }
    }

    [Fact]
    [Trait("Row", "WP-10")]
    public async Task A_revert_with_participants_leaves_no_count_behind_and_the_migration_applies_again()
    {
        await using var watch = await WatchPartiesDatabase.PrepareAsync(server, members: 3, parties: 1);
        await watch.Database.ExecuteAsync("INSERT INTO public.stream_participants (stream_id, user_id) SELECT p.id, u.id FROM public.habitat_watch_parties p, auth.users u");

        await watch.Database.RunFileAsync("revert", WatchPartiesDatabase.Migration);
        Assert.Equal(["0"], await watch.Database.QueryAsync("SELECT participant_count FROM public.habitat_watch_parties"));

        await watch.Database.RunFileAsync("migrations", WatchPartiesDatabase.Migration);
        Assert.Equal(["0"], await watch.Database.QueryAsync("SELECT participant_count FROM public.habitat_watch_parties"));
    }

    [Fact]
    [Trait("Row", "WP-7")]
    public async Task A_count_that_was_stored_before_the_migration_is_replaced()
    {
        await using var database = await ExampleDatabase.PrepareAsync(server, "watch-parties", WatchPartiesDatabase.Prerequisites);
        await database.ExecuteAsync("INSERT INTO public.habitats (name) VALUES ('Everybody')");
        await database.ExecuteAsync("INSERT INTO public.habitat_watch_parties (habitat_id, title, scheduled_at, participant_count) SELECT id, 'Party', now(), 12 FROM public.habitats");

        await database.RunFileAsync("migrations", WatchPartiesDatabase.Migration);

        Assert.Equal(["0"], await database.QueryAsync("SELECT participant_count FROM public.habitat_watch_parties"));
    }

    [Fact]
    [Trait("Row", "WP-13")]
    public async Task The_seed_gives_each_party_with_participants_its_count_and_host()
    {
        await using var database = await ExampleDatabase.PrepareAsync(server, "watch-parties", [.. WatchPartiesDatabase.Prerequisites, WatchPartiesDatabase.Migration]);

        await database.RunFileAsync("", "seed");

        Assert.Equal(
            ["M, the restored print|3|Inês Carvalho", "Our summer|0|", "The Third Man|2|Lena Brandt"],
            await database.QueryAsync("""SELECT title, participant_count, host_name FROM public.streams_with_participants ORDER BY title COLLATE "C" """));
    }
}
