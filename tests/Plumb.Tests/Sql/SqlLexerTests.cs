using Plumb.Sql;

namespace Plumb.Tests.Sql;

public sealed class SqlLexerTests
{
    [Theory]
    [InlineData("a.\"b\"::text", "Word:a Symbol:. QuotedIdentifier:\"b\" Symbol::: Word:text")]
    [InlineData("E'\\'' u&'x' B'0''1'", "String:E'\\'' String:u&'x' String:B'0' String:'1'")]
    [InlineData("$$a$$ $1 $1x $ $x", "DollarString:$$a$$ Parameter:$1 Parameter:$1x Symbol:$ Symbol:$ Word:x")]
    [InlineData("1..2 .5 1.5e-3 1e+ 12ab 1.x", "Number:1 Symbol:.. Number:2 Number:.5 Number:1.5e-3 Number:1e+ Number:12ab Number:1.x")]
    [InlineData("a@-b--c", "Word:a Operator:@- Word:b LineComment:--c")]
    [InlineData("a+/*x*/b*-/*y*/", "Word:a Operator:+ BlockComment:/*x*/ Word:b Operator:*- BlockComment:/*y*/")]
    [InlineData("x:=:a :{?b} :'c' :", "Word:x Symbol::= Variable::a Variable::{?b} Symbol:: String:'c' Symbol::")]
    [InlineData("(\\;)", "OpenParenthesis:( Backslash:\\ Semicolon:; CloseParenthesis:)")]
    [InlineData("\u00A0é_1$ \v\f,", "Word:\u00A0é_1$ Symbol:,")]
    public void Tokens_are_those_of_PostgreSQL(string text, string expected)
    {
        var lexer = new SqlLexer(text);
        var tokens = new List<string>();
        while (lexer.Read() != SqlTokenKind.End)
        {
            tokens.Add($"{lexer.Kind}:{lexer.Token}");
        }

        Assert.Equal(expected, string.Join(' ', tokens));
    }

    [Theory]
    [InlineData("'a")]
    [InlineData("E'a\\")]
    [InlineData("\"a")]
    [InlineData("$$a$")]
    [InlineData("/* /* */")]
    [InlineData("x'1")]
    public void A_token_that_is_not_closed_reaches_to_the_end(string text)
    {
        var lexer = new SqlLexer(text);
        lexer.Read();

        Assert.False(lexer.IsClosed);
        Assert.Equal(text.Length, lexer.End);
        Assert.Equal(SqlTokenKind.End, lexer.Read());
    }

    [Fact]
    public void Tokens_allocate_nothing()
    {
        const string Text = "CREATE TABLE \"t\" (a int DEFAULT 1.5, b text DEFAULT E'x' || $$y$$); -- c\n/* d */ SELECT :a, $1;";
        Count(Text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var tokens = Count(Text);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(24, tokens);
    }

    private static int Count(string text)
    {
        var lexer = new SqlLexer(text);
        var count = 0;
        while (lexer.Read() != SqlTokenKind.End)
        {
            count++;
        }

        return count;
    }
}
