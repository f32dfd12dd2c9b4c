using Plumb.Findings;
using static Plumb.Tests.Sql.Splitting;

namespace Plumb.Tests.Sql;

public sealed class MetaCommandTests
{
    [Theory]
    [InlineData(@"\set a 1", @"\set", 1)]
    [InlineData(@"SELECT 1 \gexec", @"\gexec", 10)]
    [InlineData(@"SELECT 1 \; SELECT 2;", @"\;", 10)]
    [InlineData(@"SELECT (\: 1);", @"\:", 9)]
    [InlineData(@"\.", @"\.", 1)]
    [InlineData(@"  \connect db", @"\connect", 3)]
    [InlineData(@"\dt+", @"\dt+", 1)]
    [InlineData(@"\copy t from 'x.csv' csv", @"\copy", 1)]
    [InlineData(@"\!", @"\!", 1)]
    [InlineData(@"SELECT 'it\'s'; SELECT 1", @"\nonsense", 1, @"\nonsense here")]
    public void A_meta_command_is_an_error_at_its_backslash(string text, string command, int column, string? instead = null)
    {
        var fault = Fault(instead ?? text);

        Assert.Equal(FindingCodes.MetaCommand, fault.Code);
        Assert.Contains(command, fault.Message, StringComparison.Ordinal);
        Assert.Equal((1, column, command.Length), (fault.Place!.Line, fault.Place.Column, fault.Place.Length));
        Assert.NotNull(fault.Meaning);
        Assert.NotNull(fault.Help);
    }

    [Fact]
    public void All_faults_of_a_file_are_reported_together() =>
        Assert.Equal(
            ["1:1", "2:1", "3:10", "4:8"],
            Faults("\\echo it's on\n\\c other\nSELECT 1 \\gset\nSELECT 'open").Select(static f => $"{f.Place!.Line}:{f.Place.Column}"));

    [Fact]
    public void Faults_without_end_stop_the_reading() => Assert.Equal(101, Faults(new string('\\', 5_000)).Count);

    [Theory]
    [InlineData(@"SELECT '\set', ""\set"", $$\set$$, E'\\set' /* \set */ -- \set")]
    [InlineData("COPY t FROM STDIN;\n\\set\n\\.")]
    public void A_backslash_within_quotes_comments_and_rows_is_text(string text) => Assert.Single(Texts(text));

    [Fact]
    public void The_guards_of_pg_dump_are_skipped() =>
        Assert.Equal(["SELECT 1", "SELECT 2"], Texts("\\restrict a'b\nSELECT 1;\n\\unrestrict a'b\r\nSELECT 2;"));

    [Fact]
    public void A_guard_inside_a_statement_is_an_error() => Assert.Equal(FindingCodes.MetaCommand, Fault("SELECT 1\n\\restrict abc\n").Code);
}
