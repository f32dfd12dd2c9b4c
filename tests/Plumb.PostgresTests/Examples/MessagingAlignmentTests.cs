using Plumb.Checks;
using Plumb.Diffing;
using Plumb.PostgresTests.Execution;

namespace Plumb.PostgresTests.Examples;

/// <summary>Production and staging of the messaging example become one, step by step, by Plumb and by hand.</summary>
public sealed class MessagingAlignmentTests(ExampleServer server)
{
    [Fact]
    [Trait("Row", "CM-1")]
    public async Task Production_and_staging_differ_at_first_exactly_as_documented()
    {
        await using var production = await MessagingDatabase.BeginAsync(server, "production");
        await using var staging = await MessagingDatabase.BeginAsync(server, "staging");

        var difference = SnapshotDifference.Between(await production.SnapshotAsync(), await staging.SnapshotAsync());

        Assert.Equal(
            [
                "function public.get_unread_count(p_chat_id uuid)", "function public.mark_messages_as_read(p_chat_id uuid)",
                "table public.chat_messages", "table public.chat_participants",
            ],
            difference.ByObject.Select(static group => group.Key.ToString()).Order(StringComparer.Ordinal));
        string[] documented =
        [
            "Removed function public.get_unread_count(p_chat_id uuid)", "Changed function public.mark_messages_as_read(p_chat_id uuid)",
            "Removed index public.idx_chat_messages_reply_to", "Added index public.idx_chat_messages_sender_id",
            "Changed column public.chat_participants.chat_id", "Changed column public.chat_participants.user_id",
        ];
        Assert.Equal(documented, difference.Deltas.Where(static d => d.Id.Kind.Word is "function" or "index" or "column").Select(static d => $"{d.Kind} {d.Id}"));
        Assert.All(difference.Deltas.Where(static d => d.Id.Kind.Word == "column"), static d => Assert.Equal("not_null – → true", Assert.Single(d.Properties).ToString()));
        Assert.Contains(difference.Deltas.SelectMany(static d => d.Properties), static p => p.ToString() == "returns integer → void");
        Assert.Equal(await production.ChecksumsAsync(), await staging.ChecksumsAsync());
    }

    [Fact]
    [Trait("Row", "CM-2")]
    [Trait("Row", "CM-4")]
    [Trait("Row", "CM-6")]
    public async Task Each_environment_takes_its_own_steps_and_all_end_with_one_schema()
    {
        var schemas = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var (environment, steps) in MessagingDatabase.Steps)
        {
            await using var database = await MessagingDatabase.BeginAsync(server, environment);
            var rows = await database.ChecksumsAsync();

            var result = await database.UpAsync(environment);

            Assert.Equal(steps, MessagingDatabase.Names(result));
            Assert.All(result.Results, static r => Assert.All(r.Checks.Results, static c => Assert.Equal((c.Check.Title, Outcome.Pass), (c.Check.Title, c.Outcome))));
            Assert.Equal(7, result.Results[^1].Checks.Results.Count(static c => char.IsAsciiDigit(c.Check.Title[0])));
            Assert.Equal(rows, await database.ChecksumsAsync());
            Assert.Equal(["183|183"], await database.QueryAsync("SELECT count(*), count(seq) FROM public.chat_messages"));
            schemas[environment] = await database.SchemaAsync();
        }

        Assert.Equal(schemas["production"], schemas["staging"]);
        Assert.Equal(schemas["production"], schemas["local"]);
    }

    [Theory]
    [Trait("Row", "CM-2")]
    [Trait("Row", "CM-5")]
    [InlineData("production")]
    [InlineData("staging")]
    [InlineData("local")]
    public async Task The_documented_files_say_what_they_did_and_have_no_effect_when_they_run_again(string environment)
    {
        await using var database = await MessagingDatabase.BeginAsync(server, environment);
        string[] steps = [.. MessagingDatabase.Steps[environment].SkipLast(1)];
        var rows = await database.ChecksumsAsync();
        var said = await RunAllAsync();
        var schema = await database.SchemaAsync();

        var again = await RunAllAsync();

        Assert.Equal(said, again);
        string[] expected =
        [
            .. environment == "staging" ? [] : new[]
            {
                "✓ Successfully added NOT NULL constraints", "✓ Added idx_chat_messages_sender_id index",
                "✓ NOT NULL constraints verified", "✓ sender_id index verified",
            },
            .. environment == "production" ? [] : new[]
            {
                "✓ Updated mark_messages_as_read function", "✓ Added get_unread_count function", "✓ All functions verified",
                "✓ Added idx_chat_messages_reply_to index", "✓ reply_to index verified",
            },
        ];
        Assert.Equal(expected, said);
        Assert.Equal(schema, await database.SchemaAsync());
        Assert.Equal(rows, await database.ChecksumsAsync());

        async Task<List<string>> RunAllAsync()
        {
            var notices = new List<string>();
            foreach (var step in steps)
            {
                var (exitCode, _, errors) = await database.TryFileAsync("migrations", step);
                Assert.True(exitCode == 0, errors);
                notices.AddRange(errors.Split('\n').Where(static line => line.Contains('✓', StringComparison.Ordinal)).Select(static line => line[line.IndexOf('✓', StringComparison.Ordinal)..]));
            }

            return notices;
        }
    }

    [Theory]
    [Trait("Row", "CM-3")]
    [InlineData("production")]
    [InlineData("staging")]
    public async Task Plumb_computes_the_script_that_aligns_an_environment_and_it_is_proven_on_a_copy_first(string environment)
    {
        await using var aligned = await MessagingDatabase.AlignAsync(server, "local");
        await using var database = await MessagingDatabase.BeginAsync(server, environment);
        var (before, schema, rows) = (await database.SnapshotAsync(), await database.SchemaAsync(), await database.ChecksumsAsync());
        var (exitCode, script, said) = await DiffAsync(database, "--sql");
        Assert.Equal((1, 1), (exitCode, said.Split("different  ").Length - 1));
        Assert.DoesNotMatch("data loss|not done|stays different", script);

        await using var copy = await database.CopyAsync();
        await copy.RunScriptAsync(script);
        Assert.Equal(await aligned.SchemaAsync(), await copy.SchemaAsync());
        Assert.Equal(rows, await copy.ChecksumsAsync());
        Assert.DoesNotContain(SnapshotDifference.Between(before, await copy.SnapshotAsync()).Deltas, static d => d.Kind == DeltaKind.Removed);
        var proven = await DiffAsync(copy);
        Assert.True(proven.ExitCode == 0, proven.Output);
        Assert.StartsWith("equal  ", proven.Output.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        Assert.Equal(schema, await database.SchemaAsync());

        await database.RunScriptAsync(script);
        Assert.Equal(0, (await DiffAsync(database)).ExitCode);
        Assert.Equal(rows, await database.ChecksumsAsync());
        Assert.Equal(await aligned.SchemaAsync(), await database.SchemaAsync());

        async Task<(int ExitCode, string Output, string Errors)> DiffAsync(ExampleDatabase first, params string[] options)
        {
            var folder = Path.GetDirectoryName(first.Project)!;
            using var plumb = PlumbProcess.StartIn(folder, [("STAGING_DATABASE_URL", first.ConnectionString), ("PRODUCTION_DATABASE_URL", aligned.ConnectionString)], ["diff", "staging", "production", .. options]);
            return await plumb.WaitAsync();
        }
    }

    [Fact]
    [Trait("Row", "CM-4")]
    public async Task The_validation_says_PASS_on_every_line_after_the_alignment_and_FAIL_where_it_lacks()
    {
        await using var staging = await MessagingDatabase.BeginAsync(server, "staging");
        Assert.Equal(["Functions", "mark_messages_as_read returns", "Valid indexes on sender_id and reply_to"], (await ValidateAsync(staging)).Where(static line => line.EndsWith("✗ FAIL", StringComparison.Ordinal)).Select(static line => line.Split('|')[0]));

        await staging.UpAsync("staging");

        var lines = await ValidateAsync(staging);
        Assert.Equal(8, lines.Count);
        Assert.All(lines, static line => Assert.EndsWith("|✓ PASS", line, StringComparison.Ordinal));
        Assert.Contains("Total messages|183|183|✓ PASS", lines);
        Assert.Contains("Messages with seq|183|183|✓ PASS", lines);
        Assert.Contains("Functions|5|5|✓ PASS", lines);

        static async Task<List<string>> ValidateAsync(ExampleDatabase database)
        {
            var (exitCode, output, errors) = await database.PasteAsync("", "migrations/004_validation.sql");
            Assert.True(exitCode == 0, errors);
            return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        }
    }

    [Theory]
    [Trait("Row", "CM-5")]
    [InlineData("production")]
    [InlineData("staging")]
    public async Task A_step_that_fails_at_its_end_leaves_nothing_behind(string environment)
    {
        await using var database = await MessagingDatabase.BeginAsync(server, environment);
        var (step, index) = environment == "production" ? (MessagingDatabase.SchemaAlignment, "sender_id") : (MessagingDatabase.IndexAlignment, "reply_to");
        await database.ExecuteAsync($"CREATE INDEX idx_chat_messages_{index} ON public.chat_messages (created_at)");
        var (schema, rows) = (await database.SchemaAsync(), await database.ChecksumsAsync());

        var (exitCode, _, errors) = await database.TryFileAsync("migrations", step);
        Assert.NotEqual(0, exitCode);
        Assert.Contains($"idx_chat_messages_{index} is another index than it should be", errors, StringComparison.Ordinal);
        Assert.Equal(schema, await database.SchemaAsync());

        var result = await database.TryUpAsync(environment);
        Assert.False(result.Succeeded);
        Assert.Equal(step, result.Results[^1].Migration.Id);
        Assert.Equal(rows, await database.ChecksumsAsync());
        if (environment == "production")
        {
            Assert.Equal(schema, await database.SchemaAsync());
        }
    }

    [Theory]
    [Trait("Row", "CM-7")]
    [InlineData("production", "every message has its seq", "ALTER TABLE public.chat_messages DISABLE TRIGGER chat_messages_number; INSERT INTO public.chat_messages (chat_id, content) SELECT id, 'lost' FROM public.chats ORDER BY id LIMIT 2; ALTER TABLE public.chat_messages ENABLE TRIGGER chat_messages_number", 2)]
    [InlineData("staging", "every message has its seq", "ALTER TABLE public.chat_messages DISABLE TRIGGER chat_messages_number; INSERT INTO public.chat_messages (chat_id, content) SELECT id, 'lost' FROM public.chats ORDER BY id LIMIT 2; ALTER TABLE public.chat_messages ENABLE TRIGGER chat_messages_number", 2)]
    [InlineData("production", "every participant has a chat and a user", "INSERT INTO public.chat_participants (chat_id) SELECT id FROM public.chats; INSERT INTO public.chat_participants (user_id) SELECT id FROM auth.users LIMIT 1", 9)]
    public async Task Where_NULLs_exist_nothing_is_changed_and_the_rows_are_shown(string environment, string check, string damage, int count)
    {
        await using var database = await MessagingDatabase.BeginAsync(server, environment);
        foreach (var statement in damage.Split(';'))
        {
            await database.ExecuteAsync(statement);
        }

        var (schema, rows) = (await database.SchemaAsync(), await database.ChecksumsAsync());
        var damaged = await database.QueryAsync("SELECT id FROM public.chat_messages WHERE seq IS NULL UNION ALL SELECT id FROM public.chat_participants WHERE chat_id IS NULL OR user_id IS NULL");

        var result = await database.TryUpAsync(environment);

        var refused = Assert.Single(result.Results);
        Assert.False(refused.Succeeded);
        var failed = Assert.Single(refused.Checks.Results, static c => c.Outcome == Outcome.Fail);
        Assert.Equal((check, $"{count} rows"), (failed.Check.Title, failed.Found));
        Assert.NotNull(failed.Check.Hint);
        Assert.Equal(damaged.Order(StringComparer.Ordinal), failed.Evidence.Rows.Select(static row => row[0]).Order(StringComparer.Ordinal));
        Assert.Equal(schema, await database.SchemaAsync());
        Assert.Equal(rows, await database.ChecksumsAsync());
        Assert.Equal([$"000_{environment}"], await database.QueryAsync("SELECT id FROM plumb.migration"));
    }
}
