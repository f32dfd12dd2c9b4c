using System.Globalization;
using Plumb.Migrations;
using Plumb.Sql;

namespace Plumb.Execution;

/// <summary>
/// The statements of a run as the ledger keeps them: whole, as long as they are for people to read. Of a file full of data it keeps the
/// beginning; the event's checksum covers all of it.
/// </summary>
internal static class LedgerStatements
{
    private const int LongestStatement = 1 << 16;
    private const int ShownOfLonger = 1 << 10;
    private const int LongestInAll = 1 << 18;

    /// <summary>The texts, the last of which may say how many were left out.</summary>
    public static string[] Of(IReadOnlyList<Statement> statements)
    {
        var kept = new List<string>(Math.Min(statements.Count, 64));
        var length = 0;
        foreach (var statement in statements)
        {
            var text = Shown(statement);
            length += text.Length;
            if (length > LongestInAll)
            {
                kept.Add(string.Create(CultureInfo.InvariantCulture, $"… ({statements.Count - kept.Count} more statements)"));
                break;
            }

            kept.Add(text);
        }

        return [.. kept];
    }

    /// <summary>Whether they are all there and none is cut.</summary>
    public static bool AreWhole(IReadOnlyList<string> kept) => !kept.Any(static s => s.EndsWith(')') && (s.StartsWith("… (", StringComparison.Ordinal) || s.Contains("… (", StringComparison.Ordinal) && s.Contains(" characters, SHA-256 ", StringComparison.Ordinal)));

    private static string Shown(Statement statement) => statement.Length <= LongestStatement
        ? statement.Text
        : $"{statement.Span[..ShownOfLonger]}… ({statement.Length} characters, SHA-256 {Checksum.Of(statement.Text)})";
}
