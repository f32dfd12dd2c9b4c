using static Plumb.Tests.Sql.Splitting;

namespace Plumb.Tests.Sql;

public sealed class SqlSplitterTests
{
    [Fact]
    public void A_semicolon_ends_a_statement_and_belongs_to_none() =>
        Assert.Equal(["SELECT 1", "SELECT 2"], Texts("  SELECT 1 ;\n\tSELECT 2;\n"));

    [Fact]
    public void The_last_statement_needs_no_semicolon() => Assert.Equal(["SELECT 1", "SELECT 2"], Texts("SELECT 1; SELECT 2"));

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n\f\v")]
    [InlineData(";;\n;")]
    [InlineData("-- only this")]
    [InlineData("/* only */ ; -- this\n;")]
    public void Empty_statements_are_dropped(string text) => Assert.Empty(Texts(text));

    [Fact]
    public void White_space_and_comments_around_a_statement_are_left_out() =>
        Assert.Equal(["SELECT /* in */ 1 -- in\n + 1"], Texts("-- a\n/* b */ SELECT /* in */ 1 -- in\n + 1 -- c\n /* d */ ;"));

    [Fact]
    public void Carriage_returns_are_kept_within_a_statement_and_dropped_around_it() =>
        Assert.Equal(["SELECT 1,\r\n  2", "SELECT 3"], Texts("\r\nSELECT 1,\r\n  2\r\n;\r\nSELECT 3;\r\n"));

    [Theory]
    [InlineData("SELECT ';'")]
    [InlineData("SELECT 'it''s; fine'")]
    [InlineData(@"SELECT 'C:\', ';'")]
    [InlineData(@"SELECT E'it\'s; fine'")]
    [InlineData(@"SELECT e'\\', ';'")]
    [InlineData(@"SELECT E'a''b\';'")]
    [InlineData(@"SELECT U&'d\0061t\+000061;'")]
    [InlineData("SELECT u&\"d\\0061t;\"\"a\"")]
    [InlineData("SELECT B'01;', x'1F;', N'nat;ional'")]
    [InlineData("SELECT 1 AS \"a;\"\"b\"")]
    [InlineData(@"SELECT 1 AS ""back\"", ';'")]
    [InlineData("SELECT abcE'\\', ';'")]
    [InlineData("SELECT 1E'\\', ';'")]
    [InlineData("SELECT 'one;'\n  'two;'")]
    [InlineData("SELECT E'one\\';'\n  -- between\n  'two\\';'")]
    [InlineData("SELECT E'one;' 'two\\', ';'")]
    [InlineData("SELECT E'one' /* no continuation */\n 'two\\', ';'")]
    public void A_semicolon_in_quotes_does_not_split(string statement) =>
        Assert.Equal([statement, "SELECT 2"], Texts(statement + ";\nSELECT 2;"));

    [Theory]
    [InlineData("SELECT $$;$$")]
    [InlineData("SELECT $tag$ $$;$$ $other$; $tag$")]
    [InlineData("SELECT $Tag$;$tag$;$Tag$")]
    [InlineData("SELECT $_1ä$;$_1ä$")]
    [InlineData("SELECT $été$;$été$")]
    [InlineData("SELECT $a$ $b$a$")]
    [InlineData("SELECT $a$ it's \"open\" /* -- $a$")]
    [InlineData("SELECT $$a$b$$")]
    [InlineData("SELECT 1$$;$$")]
    [InlineData("SELECT :a$$;$$")]
    [InlineData("SELECT $1$$;$$")]
    public void A_semicolon_in_dollar_quotes_does_not_split(string statement) =>
        Assert.Equal([statement, "SELECT 2"], Texts(statement + ";\nSELECT 2;"));

    [Theory]
    [InlineData("SELECT $1")]
    [InlineData("SELECT $1, '$'")]
    [InlineData("SELECT abc$tag$def")]
    [InlineData("SELECT é$$")]
    [InlineData("SELECT a$1$b")]
    [InlineData("SELECT $a b$ c")]
    [InlineData("SELECT $1a$b$")]
    public void What_only_looks_like_a_dollar_quote_opens_nothing(string statement) =>
        Assert.Equal([statement, "SELECT 2"], Texts(statement + ";\nSELECT 2;"));

    [Theory]
    [InlineData("SELECT 1 /* ; /* ; */ ; */ + 2")]
    [InlineData("SELECT 1 /* it's */ + 2")]
    [InlineData("SELECT 1 /***/ + 2")]
    [InlineData("SELECT 1 /* **/ + 2")]
    [InlineData("SELECT 1 /*/ ; */ + 2")]
    [InlineData("SELECT 1 +/* ; */ 2")]
    [InlineData("SELECT 1 -- it's ; open (\n + 2")]
    [InlineData("SELECT 1 +-- ;\n 2")]
    [InlineData("SELECT 1 *-- /* ;\n 2")]
    [InlineData("SELECT 1 -- ;\r + 2")]
    [InlineData("SELECT 1 @-/* ; */ 2")]
    public void A_semicolon_in_a_comment_does_not_split(string statement) =>
        Assert.Equal([statement, "SELECT 2"], Texts(statement + ";\nSELECT 2;"));

    [Theory]
    [InlineData("CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); INSERT INTO b VALUES (2))")]
    [InlineData("SELECT (1;2)")]
    public void A_semicolon_in_parentheses_does_not_split(string statement) =>
        Assert.Equal([statement, "SELECT 2"], Texts(statement + ";\nSELECT 2;"));

    [Fact]
    public void A_parenthesis_too_many_at_the_end_is_ignored() => Assert.Equal(["SELECT 1)", "SELECT (2)"], Texts("SELECT 1); SELECT (2);"));

    [Theory]
    [InlineData("SELECT a[1:2], b::text, c := 1, :name, :'name', :\"name\", :{?name}")]
    [InlineData("SELECT :'a;b'")]
    [InlineData("SELECT 1..2, .5, 1.e5, 0x1F, 1_000, 1e+5, $1abc")]
    [InlineData("SELECT a @-b, a ?| b, a <-> b")]
    public void Variables_numbers_and_operators_are_left_as_they_are(string statement) =>
        Assert.Equal([statement, "SELECT 2"], Texts(statement + ";\nSELECT 2;"));

    [Fact]
    public void A_plain_string_has_escapes_after_the_setting_is_switched_off() =>
        Assert.Equal(
            ["SET standard_conforming_strings = off", @"SELECT 'it\'s; fine'", "SET SESSION standard_conforming_strings TO 'on'", @"SELECT 'C:\'", "SELECT ''"],
            Texts(@"SET standard_conforming_strings = off; SELECT 'it\'s; fine'; SET SESSION standard_conforming_strings TO 'on'; SELECT 'C:\'; SELECT '';"));

    [Theory]
    [InlineData("RESET standard_conforming_strings")]
    [InlineData("RESET ALL")]
    [InlineData("DISCARD ALL")]
    [InlineData("SET standard_conforming_strings TO DEFAULT")]
    public void A_reset_takes_the_setting_back(string reset) =>
        Assert.Equal(3, Texts($@"SET standard_conforming_strings = off; {reset}; SELECT 'C:\';").Length);
}
