using System.Text.Json;
using System.Text.RegularExpressions;

namespace Plumb.Cli.Tests;

/// <summary>The examples, from nothing on embedded servers, as their READMEs say.</summary>
public sealed class ExampleTests(PlumbProgram plumb)
{
    [Theory]
    [Trait("Row", "WP-1")]
    [Trait("Row", "VS-1")]
    [Trait("Row", "CH-4")]
    [Trait("Row", "CM-2")]
    [InlineData("watch-parties", 5)]
    [InlineData("video-sessions", 2)]
    [InlineData("chronos", 12)]
    [InlineData("connect-messaging", 5)]
    public async Task An_example_is_applied_from_nothing_in_one_go_with_its_decision_tables(string example, int migrations)
    {
        using var project = TemporaryProject.OfExample(example);

        var up = await plumb.RunAsync(project.Path, "up");

        Assert.SkipWhen(
            up.Output.Contains("pgvector is installed on the server", StringComparison.Ordinal) && up.ExitCode != 0 && Environment.GetEnvironmentVariable("CI") is null,
            "The server lacks pgvector; s/setup-pgvector installs it.");
        Assert.True(up.ExitCode == 0, up.ToString());
        Assert.Matches(@"(?m)^  \w+ +expected +found$", up.Output);
        Assert.Matches($@"^applied  {migrations} migrations in .+, (\d+) of \1 required checks PASS, locks held .+ at most$", up.Verdict);
        var again = await plumb.RunAsync(project.Path, "up");
        Assert.Equal((0, $"up to date  {migrations} migrations applied, nothing pending"), (again.ExitCode, again.Verdict));
    }

    [Theory]
    [InlineData("watch-parties", "local")]
    [InlineData("video-sessions", "local")]
    [InlineData("chronos", "local")]
    [InlineData("connect-messaging", "staging")]
    [InlineData("connect-messaging", "production")]
    public async Task An_example_is_proven_with_its_obligations_required_and_the_certificate_holds(string example, string environment)
    {
        using var project = TemporaryProject.OfExample(example);

        var proof = await plumb.RunAsync(project.Path, "prove", "--env", environment, "--format", "json");

        Assert.SkipWhen(
            proof.Output.Contains("pgvector is installed on the server", StringComparison.Ordinal) && proof.ExitCode != 0 && Environment.GetEnvironmentVariable("CI") is null,
            "The server lacks pgvector; s/setup-pgvector installs it.");
        Assert.True(proof.ExitCode == 0, proof.ToString());
        using var json = JsonDocument.Parse(proof.Output);
        var required = json.RootElement.GetProperty("proof").GetProperty("obligations").EnumerateArray()
            .Where(static o => o.GetProperty("demand").GetString() == "required").Select(static o => o.GetProperty("name").GetString()).ToList();
        Assert.Superset(new HashSet<string?> { "verified", "meaningful", "reversible", "idempotent", "preserves-data", "role-faithful", "lock-safe", "no-rewrite", "access" }, required.ToHashSet());
        Assert.Equal(0, (await plumb.RunAsync(project.Path, "prove", "--check")).ExitCode);
    }

    [Fact]
    [Trait("Row", "CM-2")]
    [Trait("Row", "CM-6")]
    [Trait("Row", "CM-9")]
    public async Task Both_environments_of_messaging_show_each_step_with_its_duration_and_end_with_one_fingerprint()
    {
        using var project = TemporaryProject.OfExample("connect-messaging");
        var proof = await plumb.RunAsync(project.Path, "prove", "--env", "production");
        Assert.True(proof.ExitCode == 0, proof.ToString());
        var staging = await plumb.RunAsync(project.Path, "up", "--env", "staging");
        var production = await plumb.RunAsync(project.Path, "up", "--env", "production", "--yes");

        Assert.Equal((0, 0), (staging.ExitCode, production.ExitCode));
        Assert.Equal(["000_staging", "002_function_updates_staging", "003_index_alignment", "004_validation"], Timed(staging));
        Assert.Equal(["000_production", "001_schema_alignment", "004_validation"], Timed(production));
        Assert.Contains("      ✓ NOT NULL constraints verified\n", production.Output, StringComparison.Ordinal);

        var difference = await plumb.RunAsync(project.Path, "diff", "staging", "production");
        Assert.Equal(0, difference.ExitCode);
        Assert.Matches(@"^equal  \d{3} facts on both sides, fingerprint [0-9a-f]{16}$", difference.Verdict);
        var status = await plumb.RunAsync(project.Path, "status", "--env", "staging,production");
        Assert.Matches(@"(?m)^  001_schema_alignment +– not for this one +✓ ", status.Output);
        Assert.Equal("status  7 files, pending: staging 0, production 0", status.Verdict);
    }

    [Fact]
    [Trait("Row", "CM-1")]
    public async Task The_environments_of_messaging_differ_exactly_as_documented_before_they_are_aligned()
    {
        using var project = TemporaryProject.OfExample("connect-messaging");
        Assert.Equal(0, (await plumb.RunAsync(project.Path, "up", "--env", "staging", "--to", "000_staging")).ExitCode);
        Assert.Equal(0, (await plumb.RunAsync(project.Path, "up", "--env", "production", "--to", "000_production", "--yes", "--unproven", "only the beginning")).ExitCode);

        var difference = await plumb.RunAsync(project.Path, "diff", "production", "staging");

        Assert.Equal(1, difference.ExitCode);
        Assert.Equal("different  4 objects: 1 only in production, 3 changed", difference.Verdict);
        Assert.Equal(
            [
                "- function public.get_unread_count(p_chat_id uuid)",
                "~ function public.mark_messages_as_read(p_chat_id uuid)",
                "  ~ itself   returns integer → void",
                "  ~ definition",
                "  ~ comment  text",
                "~ table public.chat_messages",
                "  - index idx_chat_messages_reply_to   USING btree (reply_to) WHERE (reply_to IS NOT NULL)",
                "  + index idx_chat_messages_sender_id  USING btree (sender_id)",
                "~ table public.chat_participants",
                "  ~ column chat_id  not null no → yes",
                "  ~ column user_id  not null no → yes",
            ],
            Regex.Matches(difference.Output, @"(?m)^(  )?[-+~] .*").Select(static match => match.Value).Skip(2));
        Assert.All(difference.Output.Split('\n'), static line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    [Trait("Row", "CM-9")]
    public async Task On_a_terminal_each_step_is_seen_while_it_runs()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is not null || File.Exists("/usr/bin/script"), "script, which gives a terminal, is not installed");
        using var project = TemporaryProject.OfExample("connect-messaging");
        project.With("supabase/migrations/005_slow.sql", "SELECT pg_sleep(2);\n");

        var up = await plumb.RunOnTerminalAsync("\n", ["NO_COLOR=1"], project.Path, "up", "--env", "staging");

        Assert.True(up.ExitCode == 0, up.ToString());
        var seen = Regex.Matches(up.Output, @"applying 005_slow, \d+(\.\d+)? m?s").Select(static match => match.Value).Distinct(StringComparer.Ordinal);
        Assert.True(seen.Count() > 1, up.Output);
        Assert.Matches(@"  005_slow +✓ +\d+(\.\d+)? s", up.Output);
    }

    /// <summary>The steps that are reported as done, each with its duration.</summary>
    private static IEnumerable<string> Timed(ProgramOutput result) =>
        Regex.Matches(result.Output, @"(?m)^  (\d{3}_\w+) +✓ +\d+(\.\d+)? m?s$").Select(static match => match.Groups[1].Value);
}
