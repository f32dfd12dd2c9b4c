using FsCheck;
using FsCheck.Fluent;
using Plumb.Findings;
using Plumb.Sql;
using static Plumb.Tests.Sql.Splitting;

namespace Plumb.Tests.Sql;

public sealed class SplitterProperties
{
    private static readonly string[] Statements =
    [
        "SELECT 1", "SELECT 'it''s; fine'", "SELECT E'\\';'", "SELECT $$;$$", "SELECT $a$;$$;$a$", "SELECT \"a;\"", "SELECT (1;2)", "SELECT /* ; */ 1", "SELECT 1 -- ;\n + 2",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END", "INSERT INTO t VALUES (';')", "BEGIN", "END", "U&\"a;\"", "x", "1", ":a", "SELECT 'a'\n'b;'",
    ];

    private static readonly string[] Pieces =
    [
        .. Statements, ";", "'", "\"", "E'", "\\", "\\i x", "\\.", "$", "$$", "$a$", "--", "/*", "*/", "(", ")", "\n", "\r\n", " ", "\0", "\uD800", "é", "CREATE FUNCTION", "BEGIN",
        "CASE", "END", "COPY t FROM STDIN;\n", "\n\\.\n", "SET standard_conforming_strings = off;", "1e+", "..", "U&'", ":{?",
    ];

    private static readonly string[] Blanks = [" ", "\n", "\r\n", " -- c;\n", " /* c; */ ", "", "\t;;\n"];

    [Fact]
    public void Joined_statements_come_apart_again() => Prop.ForAll(
        Gen.Elements(Statements).ListOf().ToArbitrary(),
        Gen.Elements(Blanks).ListOf(40).ToArbitrary(),
        static (statements, blanks) =>
        {
            var text = string.Concat(statements.Select((s, i) => blanks[i % 40] + s + blanks[(i + 7) % 40] + ";"));
            return Texts(text).SequenceEqual(statements);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_brings_it_down() => Prop.ForAll(AnyText(), static text =>
    {
        try
        {
            Split(text);
        }
        catch (MigrationFileException exception)
        {
            return exception.Findings.All(static f => f.Place is { Line: > 0, Column: > 0, Length: > 0 } && f.Help is not null && FindingText.Render(f).Length > 0);
        }

        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void What_is_no_statement_is_white_space_comment_semicolon_or_rows() => Prop.ForAll(AnyText(), static text =>
    {
        Script script;
        try
        {
            script = Split(text);
        }
        catch (MigrationFileException)
        {
            return true;
        }

        return Covers(script);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    private static bool Covers(Script script)
    {
        var spans = script.Statements.Select(static s => (s.Start, s.Length))
            .Concat(script.Comments.Where(static c => !c.IsInside).Select(static c => (c.Start, c.Length)))
            .Concat(script.Statements.Where(static s => s.CopyData is not null).Select(static s => s.CopyData!.Value.GetOffsetAndLength(s.Source.Text.Length)))
            .OrderBy(static s => s.Item1).ThenBy(static s => s.Item2);
        var at = 0;
        foreach (var (start, length) in spans)
        {
            if (start < at || !IsBlank(script.Source.Text[at..start]))
            {
                return false;
            }

            at = start + length;
        }

        return IsBlank(script.Source.Text[at..]);
    }

    private static bool IsBlank(string text) => text.Replace("\\.", "", StringComparison.Ordinal).All(static c => c is ';' or ' ' or '\t' or '\n' or '\r' or '\f' or '\v');

    private static Arbitrary<string> AnyText() =>
        Gen.Elements(Pieces).Or(ArbMap.Default.GeneratorFor<string>().Where(static s => s is not null)).ListOf().Select(static p => string.Concat(p)).ToArbitrary();
}
