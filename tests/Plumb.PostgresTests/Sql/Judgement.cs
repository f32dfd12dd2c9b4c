using System.Text.RegularExpressions;
using Plumb.Sql;

namespace Plumb.PostgresTests.Sql;

/// <summary>
/// Compares the statements that Plumb finds with those that psql sends. psql also sends block comments before a statement and
/// every comment after it, and leaves out empty lines; that much is made equal here, with code of its own.
/// </summary>
internal static partial class Judgement
{
    /// <summary>The first difference in words, or null when both agree.</summary>
    public static string? Compare(Script script, IReadOnlyList<SentQuery> sent)
    {
        var queries = sent.Where(q => SkipBlank(q.Text, 0, takesSemicolon: true) < q.Text.Length).ToList();
        for (var i = 0; i < Math.Min(queries.Count, script.Statements.Count); i++)
        {
            if (Difference(script.Statements[i], queries[i]) is { } difference)
            {
                return $"statement {i + 1} at {script.Statements[i].Place}: {difference}";
            }
        }

        return queries.Count == script.Statements.Count
            ? null
            : $"psql sends {queries.Count} statements, Plumb finds {script.Statements.Count}";
    }

    private static string? Difference(Statement statement, SentQuery query)
    {
        var sent = EmptyLines().Replace(query.Text[SkipBlank(query.Text, 0, takesSemicolon: false)..], "\n");
        var found = EmptyLines().Replace(statement.Text, "\n");
        if (!sent.StartsWith(found, StringComparison.Ordinal) || SkipBlank(sent, found.Length, takesSemicolon: true) < sent.Length)
        {
            return $"psql sends\n{query.Text}\nPlumb finds\n{statement.Text}";
        }

        var rows = statement.CopyData is { } range ? statement.Source.Text[range] : "";
        return rows == query.RowText ? null : $"psql sends the rows\n{query.RowText}\nPlumb finds\n{rows}";
    }

    private static int SkipBlank(string text, int at, bool takesSemicolon)
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]) || (takesSemicolon && text[at] == ';'))
            {
                at++;
            }
            else if (string.CompareOrdinal(text, at, "--", 0, 2) == 0)
            {
                while (at < text.Length && text[at] is not '\n' and not '\r')
                {
                    at++;
                }
            }
            else if (string.CompareOrdinal(text, at, "/*", 0, 2) == 0)
            {
                at = SkipBlockComment(text, at);
            }
            else
            {
                return at;
            }
        }

        return at;
    }

    private static int SkipBlockComment(string text, int at)
    {
        var depth = 0;
        do
        {
            var isOpening = string.CompareOrdinal(text, at, "/*", 0, 2) == 0;
            var isClosing = string.CompareOrdinal(text, at, "*/", 0, 2) == 0;
            depth += isOpening ? 1 : isClosing ? -1 : 0;
            at += isOpening || isClosing ? 2 : 1;
        }
        while (depth > 0 && at < text.Length);

        return at;
    }

    [GeneratedRegex(@"\n{2,}")]
    private static partial Regex EmptyLines();
}
