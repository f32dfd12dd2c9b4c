using System.Diagnostics;
using FsCheck.Fluent;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Sql;

namespace Plumb.Tests.Migrations;

public sealed class DependencyOrderTests
{
    [Fact]
    public void Without_requirements_the_order_is_version_then_name()
    {
        using var project = TemporaryProject.With(
            ("migrations/10_a.sql", null), ("migrations/9_z.sql", null), ("migrations/009_b.sql", null), ("migrations/2_B.sql", null), ("migrations/2_a.sql", null));
        Assert.Equal(["2_B", "2_a", "009_b", "9_z", "10_a"], project.Read().Versioned.Select(m => m.Id));
    }

    [Fact]
    [Trait("Row", "VS-3")]
    public void Of_two_files_with_one_version_the_required_one_runs_first_and_both_are_reported()
    {
        using var project = TemporaryProject.With(
            ("supabase/migrations/20250215_video_sessions_zoom.sql", null),
            ("supabase/migrations/20250215_video_sessions_participants_and_external.sql", "-- plumb: requires 20250215_video_sessions_zoom\nSELECT 1;"),
            ("supabase/verify/20250215_video_sessions_participants_and_external.sql", null),
            ("supabase/migrations/20250217_next.sql", null));

        var chain = project.Read();

        Assert.Equal(
            ["20250215_video_sessions_zoom", "20250215_video_sessions_participants_and_external", "20250217_next"],
            chain.Versioned.Select(m => m.Id));
        var finding = Assert.Single(chain.Findings);
        Assert.Equal((FindingCodes.DuplicateVersion, Severity.Warning), (finding.Code, finding.Severity));
        Assert.Equal(["1. 20250215_video_sessions_zoom", "2. 20250215_video_sessions_participants_and_external"], finding.Details);
        Assert.Contains("Supabase CLI keys its ledger by version", finding.Meaning, StringComparison.Ordinal);
        Assert.Equal(
            """
            as long as 20250215_video_sessions_participants_and_external is applied nowhere (and rename it in every requires):
            git mv supabase/migrations/20250215_video_sessions_participants_and_external.sql supabase/migrations/20250216_video_sessions_participants_and_external.sql
            git mv supabase/verify/20250215_video_sessions_participants_and_external.sql supabase/verify/20250216_video_sessions_participants_and_external.sql
            """,
            finding.Help);
    }

    [Theory]
    [InlineData("staging", "production", 0)]
    [InlineData("staging", "production, staging", 1)]
    public void Files_with_one_version_are_reported_when_they_can_meet_in_a_database(string one, string other, int findings)
    {
        using var project = TemporaryProject.With(
            ("migrations/1_a.sql", $"-- plumb: only {one}\nSELECT 1;"), ("migrations/1_b.sql", $"-- plumb: only {other}\nSELECT 1;"));

        var chain = ChainReader.Read(project.Root, null, ["local", "staging", "production"]);

        Assert.Equal(findings, chain.Findings.Count);
    }

    [Theory]
    [InlineData("20250228", "20250301")]
    [InlineData("20251231235959", "20260101000000")]
    [InlineData("0099", "0100")]
    [InlineData("20250231", "20250232")]
    public void The_version_that_is_proposed_is_the_next_real_one(string version, string next)
    {
        using var project = TemporaryProject.With(($"migrations/{version}_a.sql", null), ($"migrations/{version}_b.sql", null));
        Assert.EndsWith($"migrations/{next}_b.sql", Assert.Single(project.Findings()).Help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20250214", "20250216", "20250215_b => 20250217_b")]
    [InlineData("20250213", "20250216", "20250215_a => 20250214_a")]
    public void The_version_that_is_proposed_keeps_the_order_when_there_is_room(string before, string after, string move)
    {
        using var project = TemporaryProject.With(
            ("migrations/20250215_a.sql", null), ("migrations/20250215_b.sql", null),
            ($"migrations/{before}_z.sql", null), ($"migrations/{after}_z.sql", null));
        var words = Assert.Single(project.Findings()).Help!.Split('\n')[1].Split(' ');
        Assert.Equal(move, $"{Path.GetFileNameWithoutExtension(words[2])} => {Path.GetFileNameWithoutExtension(words[3])}");
    }

    [Fact]
    public void What_is_required_runs_before_and_the_rest_keeps_its_place()
    {
        using var project = TemporaryProject.With(
            ("migrations/1_a.sql", "-- plumb: requires 3_c\nSELECT 1;"), ("migrations/2_b.sql", null),
            ("migrations/3_c.sql", null), ("migrations/4_d.sql", null));
        Assert.Equal(["2_b", "3_c", "1_a", "4_d"], project.Read().Versioned.Select(m => m.Id));
    }

    [Fact]
    public void Repeatable_files_run_in_the_order_of_what_they_require_then_by_name()
    {
        using var project = TemporaryProject.With(
            ("migrations/1_a.sql", null), ("repeatable/a.sql", "-- plumb: requires c, 1_a\nSELECT 1;"),
            ("repeatable/b.sql", null), ("repeatable/c.sql", null));
        var chain = project.Read();
        Assert.Empty(chain.Findings);
        Assert.Equal(["b", "c", "a"], chain.Repeatable.Select(m => m.Id));
    }

    [Theory]
    [InlineData("002_bb", "write 002_b")]
    [InlineData("002", "write 002_b")]
    [InlineData("b", "write 002_b")]
    [InlineData("migrations/002_b.sql", "write 002_b")]
    [InlineData("9999_elsewhere_entirely", "add that migration, or remove the name")]
    public void A_missing_requirement_names_what_was_meant(string written, string help)
    {
        using var project = TemporaryProject.With(
            ("migrations/001_a.sql", $"-- plumb: requires {written}\nSELECT 1;"), ("migrations/002_b.sql", null));
        var finding = Assert.Single(project.Findings());
        Assert.Equal((FindingCodes.MissingRequirement, help), (finding.Code, finding.Help));
        Assert.Equal((1, 20, written.Length), (finding.Place!.Line, finding.Place.Column, finding.Place.Length));
    }

    [Fact]
    public void A_migration_that_cannot_be_read_is_not_missing()
    {
        using var project = TemporaryProject.With(
            ("migrations/001_a.sql", "SELECT 'open"), ("migrations/002_b.sql", "-- plumb: requires 001_a\nSELECT 1;"));
        Assert.DoesNotContain(project.Findings(), f => f.Code == FindingCodes.MissingRequirement);
    }

    [Fact]
    public void A_migration_cannot_require_itself_or_a_repeatable_one()
    {
        using var project = TemporaryProject.With(
            ("migrations/001_a.sql", "-- plumb: requires 001_a, f\nSELECT 1;"), ("repeatable/f.sql", null));
        Assert.Equal([FindingCodes.RequiresItself, FindingCodes.RequiresRepeatable], project.Findings().Select(f => f.Code));
    }

    [Fact]
    public void A_cycle_is_shown_as_a_path_with_the_place_of_each_step()
    {
        using var project = TemporaryProject.With(
            ("migrations/001_a.sql", "-- plumb: requires 003_c\nSELECT 1;"),
            ("migrations/002_b.sql", "-- plumb: requires 001_a\nSELECT 1;"),
            ("migrations/003_c.sql", "-- plumb: requires 002_b\nSELECT 1;"),
            ("migrations/004_d.sql", "-- plumb: requires 003_c\nSELECT 1;"),
            ("migrations/005_e.sql", "-- plumb: requires 006_f\nSELECT 1;"),
            ("migrations/006_f.sql", "-- plumb: requires 005_e\nSELECT 1;"));
        var chain = project.Read();
        Assert.Equal(6, chain.Versioned.Count);
        Assert.Equal(
            ["these migrations require each other: 001_a → 003_c → 002_b → 001_a", "these migrations require each other: 005_e → 006_f → 005_e"],
            chain.Findings.Select(f => f.Message));
        Assert.Equal("001_a requires 003_c (migrations/001_a.sql:1:20)", chain.Findings[0].Details[0]);
    }

    [Fact]
    public void The_order_is_the_same_whatever_the_order_of_the_files_and_respects_every_requirement() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Choose(0, 1_000_000).ToArbitrary(),
            seed =>
            {
                var random = new Random(seed);
                var all = Enumerable.Range(0, random.Next(1, 30)).Select(i => Made(i % 7, $"n{i}")).ToArray();
                var order = random.GetItems(all, all.Length).Distinct().ToArray();
                for (var i = 1; i < order.Length; i++)
                {
                    var required = order[random.Next(i)].Id;
                    order[i] = order[i] with { Directives = new Directives { Requires = [new Requirement(required, new("f", 1, 1))] } };
                }

                var findings = new List<Finding>();
                var sorted = DependencyOrder.Sort(order, findings).Select(m => m.Id).ToList();
                random.Shuffle(order);
                return findings.Count == 0
                    && sorted.SequenceEqual(DependencyOrder.Sort(order, findings).Select(m => m.Id))
                    && order.All(m => m.Directives.Requires.All(r => sorted.IndexOf(r.Id) < sorted.IndexOf(m.Id)));
            }));

    [Fact]
    public void Ordering_is_not_quadratic()
    {
        var chain = new Migration[100_000];
        for (var i = 0; i < chain.Length; i++)
        {
            chain[i] = Made(chain.Length - i, "n");
            if (i > 0)
            {
                chain[i] = chain[i] with { Directives = new Directives { Requires = [new Requirement(chain[i - 1].Id, new("f", 1, 1))] } };
            }
        }

        var start = Stopwatch.GetTimestamp();
        Assert.Equal(chain.Select(m => m.Id), DependencyOrder.Sort(chain, []).Select(m => m.Id));
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30));
    }

    private static Migration Made(int version, string name)
    {
        var source = new SourceText($"{version}_{name}.sql", "");
        return new Migration(
            $"{version}_{name}", new MigrationVersion($"{version}"), name, MigrationKind.Versioned, new Script(source, [], []), default);
    }
}
