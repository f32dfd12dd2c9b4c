using System.Text.Json;
using System.Text.RegularExpressions;

namespace Plumb.Cli.Tests;

/// <summary><c>plumb watch</c> as a process: files are saved as an editor saves them, and its verdicts are read.</summary>
public sealed class WatchTests(PlumbProgram plumb)
{
    private const string Tags = "CREATE TABLE tag (note int NOT NULL REFERENCES note (id), name text NOT NULL);\n";

    [Fact]
    public async Task What_is_saved_is_refuted_and_once_mended_proven_with_its_companions()
    {
        using var project = WithThree();
        await using var watch = await RunningWatch.StartAsync(plumb, project);

        var broken = await watch.SaveAsync("migrations/2_tags.sql", "CREATE TABLE tag (note int NOT NULL REFERENCES note (idd), name text NOT NULL);\nSELECT nonsense;\n");
        Assert.Equal(("not proven", 1), (Verdict(broken), broken.GetProperty("exitCode").GetInt32()));
        Assert.Equal([("migrations/2_tags.sql", 1), ("migrations/2_tags.sql", 2)], PlacesOf(broken));
        Assert.Equal("faulty", Outcome(broken, "replays"));
        var after = await watch.NextAsync("after");
        Assert.Equal("not proven", Verdict(after));
        Assert.Contains("follows from it: migrations/3_names.sql:1:", after.GetProperty("findings").GetRawText(), StringComparison.Ordinal);

        var mended = await watch.SaveAsync("migrations/2_tags.sql", $"-- mended\n{Tags}");
        Assert.Equal("proven", Verdict(mended));
        Assert.All(["replays", "verified", "reversible", "idempotent", "access"], name => Assert.Equal("shown", Outcome(mended, name)));
        Assert.Equal(["shown"], (await watch.NextAsync("more")).GetProperty("proof").GetProperty("results").EnumerateArray()
            .Where(static r => r.GetProperty("obligation").GetString() == "meaningful").Select(static r => r.GetProperty("outcome").GetString()));
        Assert.Equal("proven", Verdict(await watch.NextAsync("after")));

        var forgetful = await watch.SaveAsync("revert/2_tags.sql", "SELECT 1;\n");
        Assert.Equal("faulty", Outcome(forgetful, "reversible"));
        Assert.Equal(["revert/2_tags.sql"], FilesOf(forgetful));
        Assert.Equal("faulty", Outcome(await watch.SaveAsync("verify/2_tags.sql", "-- check: no tags\n-- expect: 1 row\nSELECT FROM tag;\n"), "verified"));
    }

    [Fact]
    public async Task A_change_in_the_middle_that_breaks_a_later_migration_is_told_and_so_are_files_that_come_and_go()
    {
        using var project = WithThree();
        await using var watch = await RunningWatch.StartAsync(plumb, project);

        Assert.Equal("proven", Verdict(await watch.SaveAsync("migrations/2_tags.sql", Tags.Replace("name text", "title text", StringComparison.Ordinal))));
        var after = await watch.NextAsync("after");
        Assert.StartsWith("replays fails for 3_names, ", after.GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.Equal([("migrations/3_names.sql", 1)], PlacesOf(after));

        // An editor that writes beside the file and renames.
        project.With("migrations/.2_tags.sql.new", Tags);
        File.Move(Path.Combine(project.Path, "migrations/.2_tags.sql.new"), Path.Combine(project.Path, "migrations/2_tags.sql"), overwrite: true);
        Assert.Equal("proven", Verdict(await watch.NextAsync("save")));
        Assert.Equal("proven", Verdict(await watch.NextAsync("after")));

        var added = await watch.SaveAsync("migrations/4_more.sql", "ALTER TABLE tag ADD COLUMN since date;\n");
        Assert.Equal(("4_more", "shown", "missing"), (added.GetProperty("watch").GetProperty("migration").GetString(), Outcome(added, "replays"), Outcome(added, "reversible")));
        File.Delete(Path.Combine(project.Path, "migrations/4_more.sql"));
        var gone = await watch.NextAsync("after");
        Assert.Equal(["migrations/4_more.sql"], gone.GetProperty("watch").GetProperty("gone").EnumerateArray().Select(static f => f.GetString()));

        var unread = await watch.SaveAsync("migrations/3_names.sql", "SELECT 'open;\n");
        Assert.Equal(("not proven", "unread"), (Verdict(unread), unread.GetProperty("watch").GetProperty("stage").GetString()));
        Assert.Equal("PL101", unread.GetProperty("findings")[0].GetProperty("code").GetString());
        Assert.Equal("proven", Verdict(await watch.SaveAsync("migrations/3_names.sql", "CREATE INDEX tag_name ON tag (name);\n")));
    }

    [Fact]
    public async Task Roles_that_a_later_migration_makes_are_not_in_the_way_and_looking_at_the_files_is_enough()
    {
        using var project = WithThree().With("migrations/3_names.sql", "CREATE ROLE watch_reader;\nGRANT SELECT ON tag TO watch_reader;\n").With("plumb.yaml", "prove: { access: off, role-faithful: off }\n");
        await using var watch = await RunningWatch.StartAsync(plumb, project, "--poll");
        for (var round = 0; round < 2; round++)
        {
            var saved = await watch.SaveAsync("migrations/3_names.sql", $"CREATE ROLE watch_reader;\nGRANT SELECT ON tag TO watch_reader; -- {round}\n");
            Assert.True(Verdict(saved) == "proven", saved.GetRawText());
        }

        Assert.Equal("proven", Verdict(await watch.SaveAsync("migrations/2_tags.sql", $"{Tags}-- again\n")));
        var after = await watch.NextAsync("after");
        Assert.True(Verdict(after) == "proven", after.GetRawText());

        var off = await watch.SaveAsync("plumb.yaml", "prove: { access: off, role-faithful: off, idempotent: off }\n");
        Assert.DoesNotContain(off.GetProperty("proof").GetProperty("obligations").EnumerateArray(), static o => o.GetProperty("name").GetString() == "idempotent");
    }

    [Fact]
    public async Task Ctrl_C_ends_it_with_0_and_leaves_nothing_and_as_text_it_writes_a_block_for_each_save()
    {
        using var project = WithThree();
        await using var alone = new PlumbProgram();
        var files = Directory.EnumerateFileSystemEntries(project.Path, "*", SearchOption.AllDirectories).ToHashSet(StringComparer.Ordinal);
        using var process = alone.Start(project.Path, "watch");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        var text = "";
        async Task UntilAsync(string verdict)
        {
            while (!text.Split('\n')[^2].StartsWith(verdict, StringComparison.Ordinal))
            {
                text += await process.StandardOutput.ReadLineAsync(limit.Token) + "\n";
            }
        }

        text += await process.StandardOutput.ReadLineAsync(limit.Token) + "\n";
        await UntilAsync("proven  3 migrations replay");
        project.With("revert/1_notes.sql", "DROP TABLE nothing;\n");
        await UntilAsync("not proven");
        var shadow = Assert.Single(alone.RunFolders());

        using var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"]);
        text += await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.Equal(0, process.ExitCode);
        Assert.Matches(
            new Regex(
                """
                ^watch   migrations, 3 files; Ctrl-C ends
                shadow  \w+, PostgreSQL [\d.]+, embedded, superuser
                left    deterministic, order-independent, role-faithful: plumb prove
                proven  3 migrations replay, 2 of 2 required checks PASS, .+

                \d\d:\d\d:\d\d  revert/1_notes.sql
                  ✗ reversible        revert fails
                error PL705: the revert script fails: table "nothing" does not exist \(42P01\)
                  --> revert/1_notes.sql:1:1
                """),
            text);
        Assert.EndsWith("ended  1 save judged, 0 proven, 1 not\n", text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(shadow), shadow);
        Assert.Equal(files, Directory.EnumerateFileSystemEntries(project.Path, "*", SearchOption.AllDirectories).ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Killed_it_leaves_no_server()
    {
        using var project = WithThree();
        await using var alone = new PlumbProgram();
        await using var watch = await RunningWatch.StartAsync(alone, project);
        var shadow = Assert.Single(alone.RunFolders());
        await watch.EndAsync("KILL");
        for (var tries = 0; Directory.Exists(shadow) && tries < 600; tries++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.False(Directory.Exists(shadow), shadow);
    }

    [Theory]
    [InlineData("--format", "markdown", "watch has no report as markdown; write text or json")]
    [InlineData("--output", "file", "watch has no --output")]
    public async Task What_it_cannot_write_is_wrong_usage(string option, string value, string message)
    {
        using var project = TemporaryProject.WithOneMigration();
        var result = await plumb.RunAsync(project.Path, "watch", option, value);
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"error PL040: {message}\n", result.Error, StringComparison.Ordinal);
    }

    private static TemporaryProject WithThree() => new TemporaryProject()
        .With("migrations/1_notes.sql", "CREATE TABLE note (id int PRIMARY KEY);\n")
        .With("migrations/2_tags.sql", Tags)
        .With("migrations/3_names.sql", "CREATE INDEX tag_name ON tag (name);\n")
        .With("verify/1_notes.sql", "-- check: the table is there\n-- expect: value note\nSELECT 'note'::regclass;\n")
        .With("verify/2_tags.sql", "-- check: the table is there\n-- expect: value tag\nSELECT 'tag'::regclass;\n")
        .With("revert/1_notes.sql", "DROP TABLE note;\n")
        .With("revert/2_tags.sql", "DROP TABLE tag;\n");

    private static string? Verdict(JsonElement report) => report.GetProperty("verdict").GetString();

    private static string? Outcome(JsonElement report, string obligation) => report.GetProperty("proof").GetProperty("results").EnumerateArray()
        .Single(r => r.GetProperty("obligation").GetString() == obligation).GetProperty("outcome").GetString();

    private static IEnumerable<(string?, int)> PlacesOf(JsonElement report) => report.GetProperty("findings").EnumerateArray()
        .Where(static f => f.GetProperty("severity").GetString() == "error").Select(static f => (f.GetProperty("file").GetString(), f.GetProperty("line").GetInt32()));

    private static IEnumerable<string?> FilesOf(JsonElement report) => report.GetProperty("watch").GetProperty("files").EnumerateArray().Select(static f => f.GetString());
}
