using Plumb.Checks;
using Plumb.Findings;

namespace Plumb.Tests.Checks;

public sealed class ExpectationTests
{
    [Theory]
    [InlineData("no rows", ExpectationKind.NoRows, 0, "")]
    [InlineData("No row", ExpectationKind.NoRows, 0, "")]
    [InlineData("rows", ExpectationKind.Rows, 0, "")]
    [InlineData("1 row", ExpectationKind.ExactRows, 1, "")]
    [InlineData("12 rows", ExpectationKind.ExactRows, 12, "")]
    [InlineData("0 rows", ExpectationKind.ExactRows, 0, "")]
    [InlineData("at least 2 rows", ExpectationKind.AtLeastRows, 2, "")]
    [InlineData("At  Most 1 ROW", ExpectationKind.AtMostRows, 1, "")]
    [InlineData("value 5", ExpectationKind.Value, 0, "5")]
    [InlineData("value two words", ExpectationKind.Value, 0, "two words")]
    [InlineData("value 'it''s '", ExpectationKind.Value, 0, "it's ")]
    [InlineData("value \"say \"\"no\"\"\"", ExpectationKind.Value, 0, "say \"no\"")]
    [InlineData("value ''", ExpectationKind.Value, 0, "")]
    [InlineData("value 'null'", ExpectationKind.Value, 0, "null")]
    [InlineData("true", ExpectationKind.True, 0, "")]
    [InlineData("every row a like '%b%' and 3 > 2", ExpectationKind.EveryRow, 0, "a like '%b%' and 3 > 2")]
    [InlineData("error 42501", ExpectationKind.Error, 0, "42501")]
    [InlineData("error 23p01", ExpectationKind.Error, 0, "23P01")]
    [InlineData("succeeds", ExpectationKind.Succeeds, 0, "")]
    public void Every_form_is_read(string text, ExpectationKind kind, long count, string argument)
    {
        var expectation = Assert.Single(Parsed.OnlyCheck($"-- check: a\n-- expect: {text}\nSELECT 1;").Expectations);

        Assert.Equal((kind, count, argument), (expectation.Kind, expectation.Count, expectation.Argument));
        Assert.Equal(text, expectation.Text);
        Assert.Equal((2, 12, text.Length), (expectation.Place.Line, expectation.Place.Column, expectation.Place.Length));
    }

    [Theory]
    [InlineData("affected 3")]
    [InlineData("affected 3 rows")]
    public void A_test_may_count_what_it_changes(string text)
    {
        var expectation = Assert.Single(Parsed.OnlyCheck($"-- test: a\n-- expect: {text}\nDELETE FROM t;").Expectations);

        Assert.Equal((ExpectationKind.Affected, 3L), (expectation.Kind, expectation.Count));
    }

    [Theory]
    [InlineData("no rwos", "no rows")]
    [InlineData("atleast 2 rows", "at least N rows")]
    [InlineData("at leats 2 rows", "at least N rows")]
    [InlineData("at most two rows", "at most N rows")]
    [InlineData("two rows", "N rows")]
    [InlineData("vale 5", "value X")]
    [InlineData("value", "value X")]
    [InlineData("evry row a > 1", "every row SQL")]
    [InlineData("every rwo a > 1", "every row SQL")]
    [InlineData("every row", "every row SQL")]
    [InlineData("eror 42501", "error SQLSTATE")]
    [InlineData("success", "succeeds")]
    [InlineData("ture", "true")]
    public void A_slip_names_the_form_that_was_meant(string text, string nearest)
    {
        var finding = Parsed.OnlyFinding($"-- check: a\n-- expect: {text}\nSELECT 1;");

        Assert.Equal(FindingCodes.UnknownExpectation, finding.Code);
        Assert.Contains($"did you mean `{nearest}`?", finding.Message, StringComparison.Ordinal);
        Assert.Contains("at least N rows · at most N rows", finding.Meaning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("at leats 2 rows", "leats")]
    [InlineData("at most two rows", "two")]
    [InlineData("evry row a > 1", "evry")]
    [InlineData("a banana split", "a banana split")]
    [InlineData("error 4250", "4250")]
    [InlineData("error 42501 please", "42501 please")]
    [InlineData("value 'open", "'open")]
    [InlineData("value null", "null")]
    [InlineData("every row a > 1 ) or (true", ")")]
    [InlineData("every row a in (1, ')'", "(")]
    [InlineData("every row a = 'open", "'open")]
    [InlineData("every row a > 1;", ";")]
    [InlineData("99999999999999999999 rows", "99999999999999999999")]
    public void The_caret_underlines_the_wrong_words(string text, string underlined)
    {
        var finding = Parsed.OnlyFinding($"-- check: a\n-- expect: {text}\nSELECT 1;");

        Assert.Equal(FindingCodes.UnknownExpectation, finding.Code);
        Assert.Equal(2, finding.Place!.Line);
        Assert.Equal(underlined, Parsed.Underlined(finding));
    }

    [Fact]
    public void The_name_of_an_error_is_answered_with_its_code()
    {
        var finding = Parsed.OnlyFinding("-- check: a\n-- expect: error insuficient_privilege\nSELECT 1;");

        Assert.Contains("insufficient_privilege is 42501", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void At_least_no_rows_is_refused_because_it_always_holds() =>
        Assert.Contains("always holds", Parsed.OnlyFinding("-- check: a\n-- expect: at least 0 rows\nSELECT 1;").Message, StringComparison.Ordinal);

    [Fact]
    public void An_empty_expectation_is_refused() =>
        Assert.Equal("expect:", Parsed.Underlined(Parsed.OnlyFinding("-- check: a\n-- expect:\nSELECT 1;")));

    [Fact]
    public void A_check_that_counts_changes_is_told_to_be_a_test()
    {
        var finding = Parsed.OnlyFinding("-- check: nobody deletes\n-- expect: affected 0\nSELECT 1;");

        Assert.Equal(FindingCodes.AffectedInCheck, finding.Code);
        Assert.Contains("-- test: nobody deletes", finding.Help, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_and_rows_cannot_both_be_expected() =>
        Assert.Equal(
            FindingCodes.ContradictoryExpectations,
            Parsed.OnlyFinding("-- check: a\n-- expect: error 42501\n-- expect: rows\nSELECT 1;").Code);

    [Theory]
    [InlineData("EXPLAIN SELECT 1")]
    [InlineData("SHOW work_mem")]
    public void Every_row_needs_a_query(string statement) =>
        Assert.Equal(FindingCodes.EveryRowNeedsQuery, Parsed.OnlyFinding($"-- check: a\n-- expect: every row true\n{statement};").Code);
}
