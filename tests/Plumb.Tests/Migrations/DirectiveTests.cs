using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Tests.Migrations;

public sealed class DirectiveTests
{
    [Fact]
    public void Every_directive_of_a_header_is_read()
    {
        using var project = TemporaryProject.With(
            ("migrations/001_a.sql", null),
            ("migrations/002_b.sql", null),
            ("migrations/003_c.sql",
                """
                -- Adds c.
                -- plumb: requires 001_a, 002_b
                -- plumb: only production, staging
                -- plumb: no-transaction
                -- plumb: lock-timeout 5s
                -- plumb: allow data-loss "removes duplicates, the earliest row stays"
                --plumb:allow lock "small table"
                SELECT 1;
                """));
        var chain = ChainReader.Read(project.Root, null, ["local", "staging", "production"]);
        Assert.Empty(chain.Findings);
        var read = chain.Versioned[2].Directives;
        Assert.Equal(["001_a", "002_b"], read.Requires.Select(r => r.Id));
        Assert.Equal((2, 27, "002_b".Length), (read.Requires[1].Place.Line, read.Requires[1].Place.Column, read.Requires[1].Place.Length));
        Assert.Equal(["production", "staging"], read.Only);
        Assert.True(read.NoTransaction);
        Assert.Equal(TimeSpan.FromSeconds(5), read.LockTimeout);
        Assert.Equal(
            [("data-loss", "removes duplicates, the earliest row stays"), ("lock", "small table")],
            read.Allows.Select(a => (a.Hazard, a.Reason)));
    }

    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("5 s", 5_000)]
    [InlineData("2min", 120_000)]
    public void A_lock_timeout_has_a_unit(string text, int milliseconds) => Assert.Equal(
        TimeSpan.FromMilliseconds(milliseconds),
        TemporaryProject.ChainOf($"-- plumb: lock-timeout {text}\nSELECT 1;").Versioned[0].Directives.LockTimeout);

    [Theory]
    [InlineData("-- plumb: requries 001_a", "PL130", 11, "write -- plumb: requires")]
    [InlineData("-- plumb: require 001_a", "PL130", 11, "write -- plumb: requires")]
    [InlineData("-- plumb: revert", "PL130", 11, "write /* plumb:revert … */")]
    [InlineData("-- plumb: banana", "PL130", 11, "known are requires, only, no-transaction, lock-timeout, allow")]
    [InlineData("-- plumb:", "PL130", 1, "write one of requires, only, no-transaction, lock-timeout, allow behind it, or remove the comment")]
    [InlineData("-- plumb: Only staging", "PL130", 11, "write -- plumb: only")]
    [InlineData("-- plub: only staging", "PL135", 4, "write -- plumb: only")]
    [InlineData("-- plumb only staging", "PL135", 4, "write -- plumb: only")]
    [InlineData("-- plumb: requires", "PL133", 11, "write -- plumb: requires NAME, the name of the other file without .sql")]
    [InlineData("-- plumb: requires 000_x,", "PL133", 25, "write -- plumb: requires NAME, the name of the other file without .sql")]
    [InlineData("-- plumb: only a b", "PL133", 16, "write a, b")]
    [InlineData("-- plumb: only stagin", "PL144", 16, "write staging")]
    [InlineData("-- plumb: only staging, staging", "PL132", 25, "keep one of them")]
    [InlineData("-- plumb: no-transaction please", "PL133", 26, "write -- plumb: no-transaction")]
    [InlineData("-- plumb: lock-timeout", "PL133", 11, "write -- plumb: lock-timeout 5s")]
    [InlineData("-- plumb: lock-timeout 5", "PL133", 24, "write -- plumb: lock-timeout 5s")]
    [InlineData("-- plumb: lock-timeout 0s", "PL133", 24, "write -- plumb: lock-timeout 5s")]
    [InlineData("-- plumb: lock-timeout 99999999999999999999s", "PL133", 24, "write -- plumb: lock-timeout 5s")]
    [InlineData("-- plumb: lock-timeout 40000min", "PL133", 24, "write -- plumb: lock-timeout 5s")]
    [InlineData("-- plumb: allow", "PL133", 11, "write -- plumb: allow data-loss \"why it is intended\"")]
    [InlineData("-- plumb: allow data-los \"x\"", "PL145", 17, "write data-loss")]
    [InlineData("-- plumb: allow rewrite", "PL133", 17, "write -- plumb: allow rewrite \"why it is intended\"")]
    [InlineData("-- plumb: allow rewrite \" \"", "PL133", 17, "write -- plumb: allow rewrite \"why it is intended\"")]
    [InlineData("-- plumb: allow rewrite because", "PL133", 17, "write -- plumb: allow rewrite \"why it is intended\"")]
    public void A_wrong_directive_is_an_error_with_its_place_and_what_to_write(string line, string code, int column, string help)
    {
        var findings = TemporaryProject.ChainOf($"{line}\nSELECT 1;", "local", "staging", "a", "b").Findings
            .Where(f => f.Code != FindingCodes.MissingRequirement);
        var finding = Assert.Single(findings);
        Assert.Equal((code, Severity.Error, help), (finding.Code.Code, finding.Severity, finding.Help));
        Assert.Equal((1, column), (finding.Place!.Line, finding.Place.Column));
        Assert.Equal(line, finding.Place.SourceLine);
    }

    [Theory]
    [InlineData("SELECT 1;\n-- plumb: no-transaction\nSELECT 2;", 2)]
    [InlineData("SELECT 1; -- plumb: no-transaction", 1)]
    [InlineData("SELECT\n-- plumb: no-transaction\n1;", 2)]
    public void A_directive_behind_the_first_statement_is_misplaced(string text, int line)
    {
        var chain = TemporaryProject.ChainOf(text);
        var finding = Assert.Single(chain.Findings);
        Assert.Equal((FindingCodes.MisplacedDirective, line), (finding.Code, finding.Place!.Line));
        Assert.False(chain.Versioned[0].Directives.NoTransaction);
    }

    [Theory]
    [InlineData("-- plumb: no-transaction\n-- plumb: no-transaction\n")]
    [InlineData("-- plumb: lock-timeout 1s\n-- plumb: lock-timeout 2s\n")]
    [InlineData("-- plumb: only local\n-- plumb: only staging\n")]
    [InlineData("-- plumb: allow lock \"x\"\n-- plumb: allow lock \"y\"\n")]
    public void A_directive_given_twice_is_an_error_that_names_the_first(string header)
    {
        var finding = Assert.Single(TemporaryProject.ChainOf(header + "SELECT 1;").Findings);
        Assert.Equal((FindingCodes.DuplicateDirective, 2), (finding.Code, finding.Place!.Line));
        Assert.Equal(["the first one is in line 1"], finding.Details);
    }

    [Theory]
    [InlineData("-- a plumb line is straight\n")]
    [InlineData("-- plumb verify checks this\n")]
    [InlineData("-- plum trees: requires water\n")]
    [InlineData("/* see plumb: requires */\n")]
    public void Prose_is_not_a_directive(string comment) => Assert.Empty(TemporaryProject.ChainOf(comment + "SELECT 1;").Findings);

    [Fact]
    public void A_directive_inside_a_string_is_text()
    {
        var chain = TemporaryProject.ChainOf("SELECT $$\n-- plumb: no-transaction\n$$;");
        Assert.Empty(chain.Findings);
    }

    [Fact]
    public void Any_environment_may_be_named_when_none_is_known() =>
        Assert.Equal(["mars"], TemporaryProject.ChainOf("-- plumb: only mars\nSELECT 1;").Versioned[0].Directives.Only);

    [Fact]
    public void A_revert_script_has_directives_of_its_own()
    {
        using var project = TemporaryProject.With(
            ("migrations/001_a.sql", null),
            ("revert/001_a.sql", "-- plumb: no-transaction\n-- plumb: only local\nDROP INDEX CONCURRENTLY i;"));
        var chain = project.Read();
        Assert.True(chain.Versioned[0].RevertDirectives.NoTransaction);
        Assert.False(chain.Versioned[0].Directives.NoTransaction);
        var finding = Assert.Single(chain.Findings);
        Assert.Equal((FindingCodes.MisplacedDirective, "revert/001_a.sql", 2), (finding.Code, finding.Place!.File, finding.Place.Line));
    }

    [Theory]
    [InlineData("verify/001_a.sql")]
    [InlineData("require/001_a.sql")]
    [InlineData("verify/_always.sql")]
    [InlineData("seed.sql")]
    public void Other_scripts_take_no_directives(string path)
    {
        using var project = TemporaryProject.With(("migrations/001_a.sql", null), (path, "-- plumb: no-transaction\nSELECT 1;"));
        var finding = Assert.Single(project.Findings());
        Assert.Equal((FindingCodes.MisplacedDirective, path), (finding.Code, finding.Place!.File));
    }
}
