using Plumb.Sql;
using static Plumb.Tests.Sql.Splitting;

namespace Plumb.Tests.Sql;

public sealed class CommentTests
{
    private const string Text = """
        -- plumb: requires a
        /* first; /* nested */ */ SELECT 1 -- inside
          + 2 /* trailing */ -- behind
        ; -- after the first
        CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; -- in the body
        END;
        SELECT '-- no comment', $$ /* none */ $$
        -- last
        """;

    [Fact]
    public void Every_comment_is_recorded_in_order_with_its_delimiters() =>
        Assert.Equal(
            ["-- plumb: requires a", "/* first; /* nested */ */", "-- inside", "/* trailing */", "-- behind", "-- after the first", "-- in the body", "-- last"],
            Split(Text).Comments.Select(static c => Text.Substring(c.Start, c.Length)));

    [Fact]
    public void A_comment_knows_whether_it_is_a_block() =>
        Assert.Equal([false, true, false, true, false, false, false, false], Split(Text).Comments.Select(static c => c.IsBlock));

    [Fact]
    public void A_comment_is_inside_when_the_statement_goes_on_after_it() =>
        Assert.Equal([false, false, true, false, false, false, true, false], Split(Text).Comments.Select(static c => c.IsInside));

    [Fact]
    public void A_comment_knows_how_many_statements_start_before_it() =>
        Assert.Equal([0, 0, 1, 1, 1, 1, 2, 3], Split(Text).Comments.Select(static c => c.NextStatement));

    [Fact]
    public void A_comment_ends_before_its_line_ending() =>
        Assert.Equal(new Comment(0, 4, IsBlock: false, NextStatement: 0, IsInside: false), Split("-- a\r\nSELECT 1").Comments[0]);

    [Fact]
    public void Comments_between_the_halves_of_a_string_are_recorded() =>
        Assert.True(Assert.Single(Split("SELECT E'a' -- between\n'b'").Comments).IsInside);

    [Fact]
    public void Comments_in_copied_rows_are_rows() => Assert.Empty(Split("COPY t FROM STDIN;\n-- row\n/* row */\n\\.\n").Comments);
}
