using Plumb.Checks;
using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Tests.Checks;

public sealed class CheckScriptParserTests
{
    [Theory]
    [InlineData("BEGIN;\nSELECT 1;\nSELECT 2;\nROLLBACK;\n")]
    [InlineData("SELECT 1;\nSELECT 2;\n")]
    public void A_script_without_titles_is_one_check_without_its_outer_transaction(string text)
    {
        var script = Parsed.From(text);
        Assert.Empty(script.Findings);
        Assert.Equal(["SELECT 1", "SELECT 2"], Assert.Single(script.Checks).Statements.Select(static s => s.Text));
    }

    [Theory]
    [InlineData("-- check: a\n-- expct: no rows\nSELECT 1;\n")]
    [InlineData("-- check: a\n-- expects: no rows\n-- optional\nSELECT 1;\n")]
    public void A_misspelt_expect_is_the_only_fault_that_is_reported(string text)
    {
        var parsed = CheckScriptParser.Parse(SqlSplitter.Split(new SourceText("verify/1_a.sql", text)), "verify");

        var finding = Assert.Single(parsed.Findings);
        Assert.Equal((FindingCodes.UnknownCheckHeader, 2), (finding.Code, finding.Place!.Line));
    }

    [Fact]
    public void A_check_without_an_expectation_is_reported_where_another_has_a_misspelt_header()
    {
        var parsed = CheckScriptParser.Parse(SqlSplitter.Split(new SourceText("verify/1_a.sql", "-- check: a\nSELECT 1;\n-- check: b\n-- expct: rows\nSELECT 1;\n")), "verify");

        Assert.Equal([FindingCodes.CheckWithoutExpectation, FindingCodes.UnknownCheckHeader], parsed.Findings.OrderBy(static f => f.Place!.Line).Select(static f => f.Code));
    }

    [Fact]
    [Trait("Row", "VS-1")]
    public void A_title_takes_its_headers_and_its_statements()
    {
        var script = Parsed.From(
            """
            -- Verification of the hardening migration.

            -- check: c) provider CHECK includes external
            -- expect: 1 row
            -- expect: every row pg_get_constraintdef like '%external%'
            -- Some prose in between.
            -- hint: another provider constraint may exist; drop it first
            SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint;

            -- check: d) role and created_at exist
            -- optional
            -- expect: 2 rows
            SELECT 1; -- prose
            SELECT 2;

            -- test: a student cannot delete a watch session
            -- after commit
            -- as: authenticated {"sub": "x"}
            -- expect: affected 0
            DELETE FROM video_watch_sessions;
            """);

        Assert.Empty(script.Findings);
        Assert.Collection(
            script.Checks,
            c =>
            {
                Assert.Equal(("c) provider CHECK includes external", CheckKind.Check, true), (c.Title, c.Kind, c.IsRequired));
                Assert.Equal([ExpectationKind.ExactRows, ExpectationKind.EveryRow], c.Expectations.Select(e => e.Kind));
                Assert.Equal("another provider constraint may exist; drop it first", c.Hint);
                Assert.Equal((3, 4), (c.Place.Line, c.Place.Column));
            },
            d =>
            {
                Assert.False(d.IsRequired);
                Assert.Equal(["SELECT 1", "SELECT 2"], d.Statements.Select(s => s.Text));
            },
            e =>
            {
                Assert.Equal((CheckKind.Test, true, new Identity("authenticated", "{\"sub\": \"x\"}")), (e.Kind, e.AfterCommit, e.As));
                Assert.True(e.IsRequired);
            });
    }

    [Fact]
    public void A_script_without_titles_is_one_check_that_must_succeed()
    {
        var check = Parsed.OnlyCheck("-- prose\nSELECT 1;\nDO $$ BEGIN RAISE 'no'; END $$;");

        Assert.Equal(("untitled", CheckKind.Check, 2), (check.Title, check.Kind, check.Statements.Count));
        Assert.Equal(ExpectationKind.Succeeds, Assert.Single(check.Expectations).Kind);
        Assert.Equal(2, check.Place.Line);
    }

    [Fact]
    public void Statements_before_the_first_title_are_a_check_of_their_own() =>
        Assert.Equal(["untitled", "a"], Parsed.From("SELECT 1;\n-- check: a\n-- expect: rows\nSELECT 2;").Checks.Select(c => c.Title));

    [Fact]
    public void Case_and_missing_blanks_and_line_endings_do_not_matter()
    {
        var check = Parsed.OnlyCheck("--CHECK:a title \r\n--Expect : ROWS\r\n-- Optional\r\nSELECT 1;\r\n");

        Assert.Equal(("a title", false, ExpectationKind.Rows), (check.Title, check.IsRequired, check.Expectations[0].Kind));
    }

    [Fact]
    public void A_test_without_an_expectation_must_succeed() =>
        Assert.Equal(ExpectationKind.Succeeds, Parsed.OnlyCheck("-- test: a\nSELECT 1;").Expectations[0].Kind);

    [Fact]
    public void A_check_without_an_expectation_is_an_error()
    {
        var finding = Parsed.OnlyFinding("-- check: a\nSELECT 1;");

        Assert.Equal(FindingCodes.CheckWithoutExpectation, finding.Code);
        Assert.Contains("proves nothing", finding.Meaning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-- note: this is prose")]
    [InlineData("-- the rows to expect: none at all")]
    [InlineData("-- see https://example.com")]
    [InlineData("-- check that the table is there")]
    [InlineData("-- Step 1: do it")]
    [InlineData("/* a block of prose: yes */")]
    public void Prose_is_left_alone(string prose) =>
        Parsed.OnlyCheck($"{prose}\n-- check: a\n{prose}\n-- expect: rows\n{prose}\nSELECT 1\n{prose}\n, 2; {prose}\n{prose}\n");

    [Theory]
    [InlineData("-- expcet: rows", "expcet", "-- expect:")]
    [InlineData("-- expected: rows", "expected", "-- expect:")]
    [InlineData("-- hnit: x", "hnit", "-- hint:")]
    [InlineData("-- optionnal", "optionnal", "-- optional")]
    [InlineData("-- optional: yes", "optional", "-- optional")]
    [InlineData("-- after-commit", "after-commit", "-- after commit")]
    [InlineData("-- after comit: yes", "after comit", "-- after commit")]
    [InlineData("-- sa: anon", "sa", "-- as:")]
    [InlineData("-- check", null, null)]
    public void A_misspelt_header_is_an_error_with_the_nearest_one(string comment, string? underlined, string? nearest)
    {
        var findings = Parsed.From($"-- check: a\n-- expect: rows\n{comment}\nSELECT 1;").Findings;

        if (underlined is null)
        {
            Assert.Empty(findings);
            return;
        }

        var finding = Assert.Single(findings);
        Assert.Equal(FindingCodes.UnknownCheckHeader, finding.Code);
        Assert.Equal((3, underlined), (finding.Place!.Line, Parsed.Underlined(finding)));
        Assert.Contains($"did you mean `{nearest}`?", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_title_is_an_error_too()
    {
        var finding = Parsed.From("SELECT 1;\n-- chekc: b\n-- expect: rows\nSELECT 2;").Findings[0];

        Assert.Contains("did you mean `-- check:`?", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-- expect: rows\n-- check: a\n-- expect: rows\nSELECT 1;", 1, "before any title")]
    [InlineData("-- check: a\n-- expect: rows\nSELECT 1;\n-- optional\n", 4, "below a statement of \"a\"")]
    [InlineData("-- check: a\n-- expect: rows\nSELECT 1;\n-- as: anon\nSELECT 2;", 4, "below a statement of \"a\"")]
    [InlineData("-- check: a\n-- expect: rows\nSELECT 1; -- expect: 1 row", 3, "on the line of a statement")]
    [InlineData("-- check: a\n-- expect: rows\nSELECT 1\n-- check: b\n-- note\n, 2;", 4, "inside a statement")]
    [InlineData("-- check: a\n-- expect: rows\n/* expect: 1 row */\nSELECT 1;", 3, "in a block comment")]
    [InlineData("-- optional\nSELECT 1;", 1, "before any title")]
    public void A_header_in_the_wrong_place_is_an_error(string text, int line, string message)
    {
        var finding = Parsed.OnlyFinding(text);

        Assert.Equal(FindingCodes.MisplacedCheckHeader, finding.Code);
        Assert.Equal(line, finding.Place!.Line);
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_remark_behind_words_of_a_statement_is_prose() =>
        Parsed.OnlyCheck("-- check: a\n-- expect: rows\nSELECT 1, -- expect: a number\n  2;");

    [Fact]
    public void A_title_without_a_statement_is_an_error()
    {
        var findings = Parsed.From("-- check: a\n-- expect: rows\n\n-- check: b\n-- expect: rows\nSELECT 1;\n-- test: c\n").Findings;

        Assert.Equal([1, 7], findings.Select(f => f.Place!.Line));
        Assert.All(findings, f => Assert.Equal(FindingCodes.CheckWithoutStatement, f.Code));
    }

    [Fact]
    public void A_title_without_words_is_an_error() =>
        Assert.Equal(FindingCodes.CheckWithoutTitle, Parsed.OnlyFinding("-- check:\n-- expect: rows\nSELECT 1;").Code);

    [Fact]
    public void Two_checks_with_one_title_are_an_error_that_names_both()
    {
        var finding = Parsed.OnlyFinding("-- check: a\n-- expect: rows\nSELECT 1;\n-- test: a\nSELECT 1;");

        Assert.Equal((FindingCodes.DuplicateCheckTitle, 4), (finding.Code, finding.Place!.Line));
        Assert.Contains("verify/a.sql:1:4", finding.Meaning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("COMMIT")]
    [InlineData("BEGIN")]
    [InlineData("ROLLBACK")]
    [InlineData("SAVEPOINT a")]
    [InlineData("ROLLBACK TO a")]
    [InlineData("VACUUM t")]
    [InlineData("copy t to stdout")]
    [InlineData("COPY t FROM stdin")]
    [InlineData("PREPARE p AS SELECT 1")]
    [InlineData("CREATE INDEX CONCURRENTLY ON t (a)")]
    public void A_statement_that_would_escape_the_rollback_is_refused(string statement)
    {
        var finding = Parsed.OnlyFinding($"-- check: a\n-- expect: rows\nSELECT 1;\n{statement};");

        Assert.Equal((FindingCodes.StatementNotForChecks, 4), (finding.Code, finding.Place!.Line));
    }

    [Fact]
    public void A_statement_that_would_escape_is_refused_in_a_script_without_titles_too() =>
        Assert.Equal(FindingCodes.StatementNotForChecks, Parsed.OnlyFinding("SELECT 1;\nCOMMIT;").Code);

    [Fact]
    public void A_directive_of_migrations_is_refused() =>
        Assert.Equal(FindingCodes.DirectiveInCheckScript, Parsed.OnlyFinding("-- plumb: no-transaction\nSELECT 1;").Code);

    [Fact]
    public void All_errors_of_a_script_are_reported_together_in_the_order_of_the_file()
    {
        var findings = Parsed.From("-- check: a\n-- expect: rwos\n-- optinal\n-- as:\nCOMMIT;\n-- check: b\nSELECT 1;").Findings;

        Assert.Equal([2, 3, 4, 5, 6], findings.Select(f => f.Place!.Line));
    }

    [Fact]
    public void A_script_that_holds_nothing_is_a_warning() =>
        Assert.Equal((FindingCodes.EmptyCheckScript, Severity.Warning), (Parsed.OnlyFinding("-- later\n").Code, Parsed.OnlyFinding("").Severity));

    [Fact]
    public void A_require_script_has_no_checks_after_the_commit()
    {
        var script = CheckScriptParser.ParseRequire(Parsed.Script("-- check: a\n-- after commit\n-- expect: rows\nSELECT 1;"), "untitled");

        Assert.Equal(FindingCodes.AfterCommitTooEarly, Assert.Single(script.Findings).Code);
    }

    [Fact]
    public void A_revert_script_is_statements_and_then_checks()
    {
        var (revert, verify) = CheckScriptParser.SplitRevert(
            Parsed.Script("-- plumb: no-transaction\n-- Hint: prose\nDROP TABLE t;\nDROP TABLE u;\n\n-- check: it is gone\n-- expect: no rows\nSELECT 1;"));

        Assert.Equal(["DROP TABLE t", "DROP TABLE u"], revert.Statements.Select(s => s.Text));
        Assert.Equal(2, revert.Comments.Count);
        Assert.Empty(verify.Findings);
        Assert.Equal(["it is gone"], verify.Checks.Select(c => c.Title));
    }

    [Fact]
    public void A_revert_script_may_be_without_checks()
    {
        var (revert, verify) = CheckScriptParser.SplitRevert(Parsed.Script("BEGIN;\nDROP TABLE t;\nCOMMIT;"));

        Assert.Equal(3, revert.Statements.Count);
        Assert.Empty(verify.Checks);
        Assert.Empty(verify.Findings);
    }

    [Fact]
    public void An_expectation_among_the_statements_of_a_revert_shows_that_a_title_is_missing()
    {
        var (_, verify) = CheckScriptParser.SplitRevert(Parsed.Script("DROP TABLE t;\n-- chekc: gone\n-- expect: no rows\nSELECT 1;"));

        Assert.Equal((FindingCodes.MisplacedCheckHeader, 3), (Assert.Single(verify.Findings).Code, verify.Findings[0].Place!.Line));
    }
}
