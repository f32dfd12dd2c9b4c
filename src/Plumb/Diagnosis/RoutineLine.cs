using System.Globalization;
using Npgsql;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Diagnosis;

/// <summary>Shows the line of the function in which a statement failed, from the migration that defines it or else from the database, and the triggers that run it.</summary>
internal static class RoutineLine
{
    private const string PlPgSql = "PL/pgSQL function ";
    private const string SqlFunction = "SQL function \"";
    private const string LineWord = " line ";

    public static async Task<Finding> AddAsync(FailedStatement failed, Finding finding, Inquiry inquiry, CancellationToken cancellationToken)
    {
        if (Named(failed.Error.Where) is not { } routine)
        {
            return finding;
        }

        var known = routine.Signature.Contains('(', StringComparison.Ordinal) ? await inquiry.RoutineAsync(routine.Signature, cancellationToken).ConfigureAwait(false) : null;
        var answer = await inquiry.AskAsync(EmbeddedQuery.Read(nameof(Diagnosis), "routine"), cancellationToken, known, routine.Name).ConfigureAwait(false);
        var stored = answer.Rows is [[{ } signature, { } body, ..], ..] ? (Signature: signature, Body: body) : default;
        var place = InFiles(failed, routine, stored.Body) ?? (stored.Body is null ? null : InDatabase(failed.Error, routine, stored.Signature, stored.Body));
        return finding with
        {
            Related = place is null ? finding.Related : [.. finding.Related, new RelatedPlace($"in function {stored.Signature ?? routine.Signature}", place)],
            Details = [.. finding.Details, .. answer.Rows.Where(static r => r[2] is not null).Select(static r => $"it runs as trigger {r[2]}{(r[3] is null ? "" : $"; in this order: {r[3]}")}")],
        };
    }

    /// <summary>The innermost function of the server's context.</summary>
    private static Routine? Named(string? context)
    {
        foreach (var line in (context ?? "").Split('\n'))
        {
            if (line.StartsWith(PlPgSql, StringComparison.Ordinal) && !line.StartsWith("PL/pgSQL function inline_code_block", StringComparison.Ordinal))
            {
                var rest = line[PlPgSql.Length..];
                var at = rest.LastIndexOf(LineWord, StringComparison.Ordinal);
                var close = rest.LastIndexOf(')') + 1;
                var digits = at < 0 ? [] : rest.AsSpan(at + LineWord.Length);
                var end = digits.IndexOfAnyExceptInRange('0', '9');
                var number = int.TryParse(end < 0 ? digits : digits[..end], CultureInfo.InvariantCulture, out var value) ? value : (int?)null;
                return close == 0 ? null : new Routine(rest[..close], number, IsStatement: false);
            }

            if (line.StartsWith(SqlFunction, StringComparison.Ordinal))
            {
                var name = line[SqlFunction.Length..line.IndexOf('"', SqlFunction.Length)];
                var number = int.TryParse(line.Split(' ')[^1], CultureInfo.InvariantCulture, out var value) ? value : (int?)null;
                return new Routine(name, number, IsStatement: true);
            }
        }

        return null;
    }

    private static Place? InFiles(FailedStatement failed, Routine routine, string? stored)
    {
        var definitions = Definition.Of(failed.Chain, routine.Name, "function", "procedure")
            .Where(d => failed.Migration is null || d.Migration != failed.Migration || failed.Sent.Place is not { } place || place.File != d.Statement.Source.Path || d.Statement.Place.Line <= place.Line)
            .Select(static d => (d.Migration, Body: RoutineBodyText.Of(d.Statement)))
            .Where(static d => d.Body is not null)
            .ToList();
        var own = definitions.LastOrDefault(d => d.Migration == failed.Migration);
        var same = definitions.LastOrDefault(d => stored is not null && Plain(d.Body!.Text) == Plain(stored));
        var body = own.Body ?? same.Body ?? (stored is null && definitions.Count > 0 ? definitions[^1].Body : null);
        if (body is null || OffsetIn(body.Text, failed.Error, routine) is not { } offset)
        {
            return null;
        }

        return offset.IsExact ? body.WordAt(offset.At) : body.Source.PlaceAt(body.Start + offset.At, LengthOfLine(body.Text, offset.At));
    }

    private static Place? InDatabase(PostgresException error, Routine routine, string signature, string body)
    {
        if (OffsetIn(body, error, routine) is not { } offset)
        {
            return null;
        }

        var place = new SourceText(signature, body).PlaceAt(offset.At, LengthOfLine(body, offset.At));
        return offset.IsExact ? place with { Length = SqlWord.LengthAt(place.SourceLine, place.Column - 1) } : place;
    }

    /// <summary>Where in the body it failed: at the position in the query that it ran, if the body holds that query, or at the line or statement.</summary>
    private static (int At, bool IsExact)? OffsetIn(string body, PostgresException error, Routine routine)
    {
        var from = StartOf(body, routine);
        if (error is { InternalQuery: { Length: > 0 } query, InternalPosition: > 0 })
        {
            var at = query == body ? 0 : body.IndexOf(query, from ?? 0, StringComparison.Ordinal);
            if (at >= 0)
            {
                return (at + ServerError.OffsetOfPosition(query, error.InternalPosition), true);
            }
        }

        return from is null ? null : (from.Value, false);
    }

    private static int? StartOf(string body, Routine routine)
    {
        if (routine.Number is not { } number)
        {
            return null;
        }

        if (routine.IsStatement)
        {
            var statements = SqlSplitter.Split(new SourceText("", body)).Statements;
            return number <= statements.Count ? statements[number - 1].Start : null;
        }

        var at = 0;
        for (; number > 1; number--)
        {
            at = body.IndexOf('\n', at) + 1;
            if (at == 0)
            {
                return null;
            }
        }

        while (at < body.Length && body[at] is ' ' or '\t')
        {
            at++;
        }

        return Math.Min(at, Math.Max(0, body.Length - 1));
    }

    private static int LengthOfLine(string body, int at)
    {
        var end = body.IndexOf('\n', at);
        return Math.Max(1, body.AsSpan(at, (end < 0 ? body.Length : end) - at).TrimEnd().Length);
    }

    private static string Plain(string body) => body.ReplaceLineEndings("\n");

    /// <param name="Signature">As the server names it, with argument types if it says them.</param>
    /// <param name="Number">The line of the body, or the statement; null when the server does not say.</param>
    /// <param name="IsStatement">True when <paramref name="Number"/> counts statements.</param>
    private sealed record Routine(string Signature, int? Number, bool IsStatement)
    {
        /// <summary>The name alone, as the catalog has it.</summary>
        public string Name
        {
            get
            {
                var open = Signature.IndexOf('(', StringComparison.Ordinal);
                var name = open < 0 ? Signature : Signature[..open];
                return name[(name.LastIndexOf('.') + 1)..].Trim('"');
            }
        }
    }
}
