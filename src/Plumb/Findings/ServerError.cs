using System.Text;
using Npgsql;

namespace Plumb.Findings;

/// <summary>Turns an error of the server into a finding with its place in the user's file.</summary>
internal static class ServerError
{
    /// <summary>The finding for <paramref name="error"/>, which the server raised for <paramref name="sent"/>.</summary>
    public static Finding ToFinding(PostgresException error, SentStatement sent)
    {
        var explanation = ServerExplanations.Of(error, sent);
        return new Finding(explanation.Code, Severity.Error, Message(error, sent.HidesValues))
        {
            SqlState = error.SqlState,
            Place = PlaceOf(error, sent),
            Details = [.. DetailsOf(error, sent.HidesValues)],
            Meaning = explanation.Meaning,
            Help = explanation.Help,
        };
    }

    /// <summary>The query that lists the rows at fault; null when there are none or they are not known.</summary>
    public static string? RowsQuery(PostgresException error, SentStatement sent) => ServerExplanations.Of(error, sent).RowsQuery;

    /// <summary>
    /// Where the error is: the word at the server's position, or the line of a <c>DO</c> block that its context names, or the
    /// start of the statement.
    /// </summary>
    public static Place? PlaceOf(PostgresException error, SentStatement sent)
    {
        if (error.Position > 0)
        {
            var place = sent.PlaceAt(OffsetOfPosition(sent.Text, error.Position));
            return place is { Length: 1, SourceLine: { } line } ? place with { Length = SqlWord.LengthAt(line, place.Column - 1) } : place;
        }

        if (InlineBlock.OffsetOf(error.Where, sent.Text) is { } offset && sent.PlaceAt(offset) is { } inside)
        {
            return inside with { Length = Math.Max(1, (inside.SourceLine?.TrimEnd().Length ?? 1) - inside.Column + 1) };
        }

        return sent.Place;
    }

    /// <summary>The UTF-16 offset of the server's position, which counts characters from 1.</summary>
    public static int OffsetOfPosition(string text, int position)
    {
        var offset = 0;
        for (var left = position - 1; left > 0 && offset < text.Length; left--)
        {
            _ = Rune.DecodeFromUtf16(text.AsSpan(offset), out _, out var width);
            offset += width;
        }

        return Math.Min(offset, text.Length);
    }

    private static string Message(PostgresException error, bool hidesValues)
    {
        var message = error.MessageText.TrimEnd('.').ReplaceLineEndings(" ");
        var value = message.IndexOf(": \"", StringComparison.Ordinal);
        var quotesData = error.SqlState.StartsWith("22", StringComparison.Ordinal);
        return hidesValues && quotesData && value >= 0 ? message[..value] + ": ‹hidden›" : message;
    }

    private static IEnumerable<string> DetailsOf(PostgresException error, bool hidesValues)
    {
        // Npgsql puts words of its own here unless the connection string has "Include Error Detail".
        if (error.Detail is { } detail && !detail.StartsWith("Detail redacted", StringComparison.Ordinal))
        {
            yield return hidesValues ? "the server's detail is hidden because it may hold values" : detail;
        }

        if (error.Hint is { } hint)
        {
            yield return $"the server's hint: {hint}";
        }

        if (ObjectOf(error) is { } name)
        {
            yield return name;
        }

        if (error.InternalQuery is { } query && !hidesValues)
        {
            yield return $"while it ran: {OneLine(query)}";
        }

        if (error.Where is { } where && !hidesValues)
        {
            foreach (var line in where.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                yield return $"in {line}";
            }
        }
    }

    private static string? ObjectOf(PostgresException error)
    {
        if (error.ConstraintName is { } constraint)
        {
            return error.TableName is null ? $"constraint {constraint}" : $"constraint {constraint} of {TableOf(error)}";
        }

        return error is { TableName: not null, ColumnName: { } column } ? $"column {column} of {TableOf(error)}" : null;
    }

    private static string TableOf(PostgresException error) => SqlName.Qualified(error.SchemaName, error.TableName!);

    private static string OneLine(string query)
    {
        var line = string.Join(' ', query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 120 ? line : line[..119] + "…";
    }
}
