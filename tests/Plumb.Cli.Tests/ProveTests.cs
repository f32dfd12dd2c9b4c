using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;

namespace Plumb.Cli.Tests;

/// <summary><c>plumb prove</c> as a process: exit codes, the certificate, what is left after an interruption, and its reports.</summary>
public sealed class ProveTests(PlumbProgram plumb)
{
    private static readonly string[] Named = ["serverVersion", "role", "fingerprint"];
    private static readonly string[] Outcomes = ["shown", "faulty", "missing", "not applicable"];
    private static readonly string[] Levels = ["error", "warning", "note"];

    private const string Certificate = "plumb.proof.json";

    [Fact]
    public async Task A_proof_that_holds_ends_with_0_and_leaves_a_certificate_that_an_edit_outdates()
    {
        using var project = TemporaryProject.WithOneMigration();
        Assert.Equal(1, (await plumb.RunAsync(project.Path, "prove", "--check")).ExitCode);

        var proof = await plumb.RunAsync(project.Path, "prove");
        Assert.True(proof.ExitCode == 0, proof.ToString());
        Assert.StartsWith("proven  1 migration, ", proof.Verdict, StringComparison.Ordinal);
        Assert.Equal("holds  plumb.proof.json is about this chain, 1 migration", (await plumb.RunAsync(project.Path, "prove", "--check")).Verdict);

        project.With("migrations/20250101000000_notes.sql", "CREATE TABLE note (id bigint PRIMARY KEY, text text NOT NULL);\n");
        var stale = await plumb.RunAsync(project.Path, "prove", "--check");
        Assert.Equal(1, stale.ExitCode);
        Assert.Contains("error PL721: plumb.proof.json is about another state of the chain\n   found  changed since: 20250101000000_notes, or a companion of it\n", stale.Output, StringComparison.Ordinal);
        Assert.EndsWith("   do     plumb prove\n\ndoes not hold  the chain is not proven as it is\n", stale.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_that_fails_ends_with_1_and_writes_no_certificate()
    {
        using var project = TemporaryProject.WithOneMigration().With("revert/20250101000000_notes.sql", "SELECT 1;\n");
        var proof = await plumb.RunAsync(project.Path, "prove");
        Assert.Equal(1, proof.ExitCode);
        Assert.StartsWith("not proven  reversible fails for 20250101000000_notes, ", proof.Verdict, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(project.Path, Certificate)));
    }

    [Fact]
    public async Task A_proof_that_fails_takes_the_certificate_of_the_same_files_away()
    {
        using var project = TemporaryProject.WithOneMigration().With("revert/20250101000000_notes.sql", "SELECT 1;\n").With("plumb.yaml", "prove: { reversible: off }\n");
        Assert.Equal(0, (await plumb.RunAsync(project.Path, "prove")).ExitCode);
        Assert.True(File.Exists(Path.Combine(project.Path, Certificate)));

        project.With("plumb.yaml", "prove: { reversible: required }\n");
        var proof = await plumb.RunAsync(project.Path, "prove");
        Assert.Equal(1, proof.ExitCode);
        Assert.False(File.Exists(Path.Combine(project.Path, Certificate)));
    }

    [Fact]
    public async Task What_was_proven_in_part_gives_no_certificate()
    {
        using var project = TemporaryProject.WithOneMigration();
        Assert.Equal(0, (await plumb.RunAsync(project.Path, "prove", "20250101000000")).ExitCode);
        Assert.False(File.Exists(Path.Combine(project.Path, Certificate)));
    }

    [Fact]
    public async Task A_chain_that_is_not_there_is_wrong_usage()
    {
        using var project = new TemporaryProject();
        var proof = await plumb.RunAsync(project.Path, "prove");
        Assert.Equal(2, proof.ExitCode);
        Assert.StartsWith("error PL150: there are no migrations here\n", proof.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(project.Path));
    }

    [Fact]
    public async Task Ctrl_C_ends_with_130_and_the_shadow_is_gone()
    {
        using var project = TemporaryProject.WithOneMigration().With("migrations/20250102000000_wait.sql", "SELECT pg_sleep(3600);\n");
        await using var alone = new PlumbProgram();
        var (result, shadow) = await alone.InterruptAsync(project.Path, "prove", "--statement-limit", "60min");

        Assert.Equal(130, result.ExitCode);
        Assert.Equal("interrupted  nothing was changed", result.Verdict);
        Assert.False(Directory.Exists(shadow.Folder), shadow.Folder);
        Assert.False(Directory.Exists($"/proc/{shadow.ProcessId}"));
        Assert.False(File.Exists(Path.Combine(project.Path, Certificate)));
    }

    [Fact]
    public async Task As_JSON_every_obligation_of_every_migration_has_outcome_and_evidence()
    {
        using var project = TemporaryProject.WithOneMigration();
        var proof = await plumb.RunAsync(project.Path, "prove", "--format", "json");
        using var json = JsonDocument.Parse(proof.Output);
        var said = json.RootElement.GetProperty("proof");
        Assert.True(said.GetProperty("holds").GetBoolean());
        Assert.True(said.GetProperty("superuser").GetBoolean());
        Assert.Equal("default", said.GetProperty("obligations")[0].GetProperty("demand").GetString());
        Assert.All(Named, p => Assert.NotEqual("", said.GetProperty(p).GetString()));
        var results = said.GetProperty("results").EnumerateArray().ToList();
        Assert.All(results, static r =>
        {
            Assert.Contains(r.GetProperty("outcome").GetString(), Outcomes);
            Assert.NotEqual("", r.GetProperty("evidence").GetString());
            Assert.False(r.GetProperty("fails").GetBoolean());
        });
        Assert.Contains(results, static r => r.GetProperty("migration").ValueKind == JsonValueKind.Null && r.GetProperty("obligation").GetString() == "deterministic");
        var replays = Assert.Single(results, static r => r.GetProperty("obligation").GetString() == "replays");
        Assert.Equal((1, 1, "statements"), (replays.GetProperty("coverage").GetProperty("covered").GetInt32(), replays.GetProperty("coverage").GetProperty("total").GetInt32(), replays.GetProperty("coverage").GetProperty("unit").GetString()));
    }

    [Fact]
    public async Task As_JUnit_each_migration_is_a_suite_and_each_obligation_a_case_with_its_place()
    {
        using var project = TemporaryProject.WithOneMigration().With("revert/20250101000000_notes.sql", "SELECT 1;\n");
        var proof = await plumb.RunAsync(project.Path, "prove", "--format", "junit");
        Assert.Equal(1, proof.ExitCode);
        var suites = XElement.Parse(proof.Output);
        Assert.Equal(("testsuites", "1"), (suites.Name.LocalName, suites.Attribute("failures")!.Value));
        foreach (var suite in suites.Elements("testsuite"))
        {
            Assert.Equal(suite.Attribute("tests")!.Value, suite.Elements("testcase").Count().ToString(null as IFormatProvider));
            Assert.Equal(suite.Attribute("failures")!.Value, suite.Elements("testcase").Count(static c => c.Element("failure") is not null).ToString(null as IFormatProvider));
            Assert.Equal(suite.Attribute("skipped")!.Value, suite.Elements("testcase").Count(static c => c.Element("skipped") is not null).ToString(null as IFormatProvider));
        }

        var cases = suites.Elements("testsuite").Single(static s => s.Attribute("name")!.Value == "20250101000000_notes").Elements("testcase").ToDictionary(static c => c.Attribute("name")!.Value, StringComparer.Ordinal);
        Assert.Equal("PL706", cases["reversible"].Element("failure")!.Attribute("type")!.Value);
        Assert.Contains("--> revert/20250101000000_notes.sql:1:1", cases["reversible"].Element("failure")!.Value, StringComparison.Ordinal);
        Assert.Equal("1 statement", cases["replays"].Element("system-out")!.Value);
        Assert.NotNull(cases["resumable"].Element("skipped"));
    }

    [Fact]
    public async Task As_SARIF_each_finding_has_its_rule_its_region_and_a_fingerprint_that_stays_when_lines_are_added()
    {
        using var project = TemporaryProject.WithOneMigration().With("migrations/20250102000000_tags and more.sql", "CREATE TABLE tag (note int REFERENCES notes);\n");
        using var first = JsonDocument.Parse((await plumb.RunAsync(project.Path, "prove", "--format", "sarif")).Output);
        project.With("migrations/20250102000000_tags and more.sql", "-- tags of a note\n\nCREATE TABLE tag (note int REFERENCES notes);\n");
        using var second = JsonDocument.Parse((await plumb.RunAsync(project.Path, "prove", "--format", "sarif")).Output);

        Assert.Equal("2.1.0", first.RootElement.GetProperty("version").GetString());
        var run = Assert.Single(first.RootElement.GetProperty("runs").EnumerateArray());
        Assert.Equal("Plumb", run.GetProperty("tool").GetProperty("driver").GetProperty("name").GetString());
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        foreach (var result in run.GetProperty("results").EnumerateArray())
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            Assert.Contains(result.GetProperty("level").GetString(), Levels);
            Assert.NotEqual("", result.GetProperty("message").GetProperty("text").GetString());
        }

        var (before, after) = (MissingTable(first), MissingTable(second));
        var location = before.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("migrations/20250102000000_tags%20and%20more.sql", location.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal((1, 1, 45), RegionOf(before));
        Assert.Equal((3, 1, 45), RegionOf(after));
        Assert.Equal(before.GetProperty("partialFingerprints").GetRawText(), after.GetProperty("partialFingerprints").GetRawText());
    }

    [Fact]
    public async Task As_SARIF_paths_begin_at_the_root_of_the_repository()
    {
        using var repository = new TemporaryProject().With(".git/HEAD", "ref: refs/heads/main\n").With("my apps/shop/migrations/1_tags.sql", "CREATE TABLE tag (note int REFERENCES notes);\n");
        using var report = JsonDocument.Parse((await plumb.RunAsync(Path.Combine(repository.Path, "my apps/shop"), "prove", "--format", "sarif")).Output);
        var run = report.RootElement.GetProperty("runs")[0];
        Assert.All(
            run.GetProperty("results").EnumerateArray().SelectMany(static r => r.GetProperty("locations").EnumerateArray()).Select(static l => l.GetProperty("physicalLocation").GetProperty("artifactLocation")),
            static l => Assert.Equal(("my%20apps/shop/migrations/1_tags.sql", "%SRCROOT%"), (l.GetProperty("uri").GetString(), l.GetProperty("uriBaseId").GetString())));
        Assert.NotEmpty(run.GetProperty("results").EnumerateArray());
        Assert.True(run.GetProperty("originalUriBaseIds").TryGetProperty("%SRCROOT%", out _));
    }

    [Fact]
    public async Task Checks_of_verify_are_test_cases_too_and_a_failing_one_shows_its_rows()
    {
        using var project = TemporaryProject.WithOneMigration();
        await plumb.RunAsync(project.Path, "up");
        var good = XElement.Parse((await plumb.RunAsync(project.Path, "verify", "--format", "junit")).Output);
        Assert.Equal("the table is there", good.Descendants("testcase").Single().Attribute("name")!.Value);
        Assert.Empty(good.Descendants("failure"));

        project.With("verify/20250101000000_notes.sql", "-- check: odd\n-- expect: no rows\nSELECT E'a\\x01b' AS sign;\n");
        var bad = await plumb.RunAsync(project.Path, "verify", "--format", "junit");
        Assert.Equal(1, bad.ExitCode);
        var failure = XElement.Parse(bad.Output).Descendants("failure").Single();
        Assert.Equal("expected no rows, found 1 row", failure.Attribute("message")!.Value);
        Assert.Contains("sign a\uFFFDb", failure.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("up", "junit", "up has no report as junit; write text, json or markdown")]
    [InlineData("verify", "sarif", "verify has no report as sarif; write text, json, markdown or junit")]
    public async Task A_format_that_a_command_does_not_have_is_wrong_usage(string command, string format, string message)
    {
        using var project = TemporaryProject.WithOneMigration();
        var result = await plumb.RunAsync(project.Path, command, "--format", format);
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"error PL040: {message}\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_branch_is_tried_in_every_order_with_what_was_merged_meanwhile()
    {
        using var project = TemporaryProject.WithOneMigration();
        Git(project, "init", "--quiet", "--initial-branch=main");
        Commit(project, "first");
        Git(project, "checkout", "--quiet", "-b", "mine");
        project.With("migrations/20250103000000_sizes.sql", "CREATE OR REPLACE FUNCTION size_of(note) RETURNS int LANGUAGE sql AS 'SELECT 1';\n")
            .With("revert/20250103000000_sizes.sql", "DROP FUNCTION size_of(note);\n");
        Git(project, "checkout", "--quiet", "main");
        project.With("migrations/20250102000000_length.sql", "CREATE OR REPLACE FUNCTION size_of(note) RETURNS int LANGUAGE sql AS 'SELECT 2';\n");
        File.Delete(Path.Combine(project.Path, "migrations/20250103000000_sizes.sql"));
        Commit(project, "theirs");
        Git(project, "checkout", "--quiet", "mine");
        project.With("migrations/20250103000000_sizes.sql", "CREATE OR REPLACE FUNCTION size_of(note) RETURNS int LANGUAGE sql AS 'SELECT 1';\n");

        var proof = await plumb.RunAsync(project.Path, "prove", "--since", "main");

        Assert.Equal(1, proof.ExitCode);
        Assert.Contains("pending since main: 20250103000000_sizes; there only: 20250102000000_length\n", proof.Error, StringComparison.Ordinal);
        Assert.Contains("error PL728: 20250103000000_sizes and 20250102000000_length leave another schema when they run in the other order\n", proof.Output, StringComparison.Ordinal);
        Assert.StartsWith("not proven  order-independent fails for 20250103000000_sizes, ", proof.Verdict, StringComparison.Ordinal);

        var unknown = await plumb.RunAsync(project.Path, "prove", "--since", "no-such-branch");
        Assert.Equal(2, unknown.ExitCode);
        Assert.StartsWith("error PL729: git does not say what was added since no-such-branch\n", unknown.Output, StringComparison.Ordinal);
    }

    private static JsonElement MissingTable(JsonDocument sarif) => sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
        .Single(static r => r.GetProperty("message").GetProperty("text").GetString()!.Contains("\"notes\" does not exist", StringComparison.Ordinal));

    private static (int Line, int Column, int End) RegionOf(JsonElement result)
    {
        var region = result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region");
        return (region.GetProperty("startLine").GetInt32(), region.GetProperty("startColumn").GetInt32(), region.GetProperty("endColumn").GetInt32());
    }

    private static void Commit(TemporaryProject project, string message)
    {
        Git(project, "add", "migrations");
        Git(project, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "--quiet", "-m", message);
    }

    private static void Git(TemporaryProject project, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = project.Path })!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }
}
