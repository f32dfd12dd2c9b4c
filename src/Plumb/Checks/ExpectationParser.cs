using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Checks;

/// <summary>Reads what stands behind <c>-- expect:</c>.</summary>
internal sealed class ExpectationParser(SourceText source, List<Finding> findings)
{
    /// <summary>The expectation; null when it was reported instead.</summary>
    public Expectation? Parse(Header header)
    {
        var text = header.Argument;
        var place = text.Length == 0 ? source.PlaceAt(header.Start, header.WordLength) : source.PlaceAt(header.ArgumentStart, text.Length);
        var words = WordsOf(text);
        if (ExpectationForm.All.FirstOrDefault(form => Matches(form, text, words)) is not { } match)
        {
            ReportUnknown(header, words);
            return null;
        }

        var count = words.Select(word => NumberIn(text[word])).FirstOrDefault(static n => n is not null) ?? 0;
        var expectation = new Expectation(match.Kind, text, place) { Count = match.IsOpen ? 0 : count };
        var rest = match.IsOpen ? text[words[match.Heading.Length].Start.Value..] : "";
        return match.Kind switch
        {
            ExpectationKind.Value => WithValue(expectation, rest, RestPlace(header, rest)),
            ExpectationKind.Error => WithSqlState(expectation, rest, RestPlace(header, rest)),
            ExpectationKind.EveryRow => WithCondition(expectation, rest, header.ArgumentStart + text.Length - rest.Length),
            ExpectationKind.AtLeastRows when count == 0 => Reported(CheckFindings.AtLeastZero(place)),
            _ => expectation with { Argument = rest },
        };
    }

    private Place RestPlace(Header header, string rest) =>
        source.PlaceAt(header.ArgumentStart + header.Argument.Length - rest.Length, rest.Length);

    private Expectation? WithValue(Expectation expectation, string written, Place place)
    {
        var quote = written[0];
        if (quote is not ('\'' or '"'))
        {
            return written.Equals("null", StringComparison.OrdinalIgnoreCase)
                ? Reported(CheckFindings.NullValue(place))
                : expectation with { Argument = written };
        }

        var pair = new string(quote, 2);
        var isClosed = written.Length >= 2 && written[^1] == quote;
        var inner = isClosed ? written[1..^1] : "";
        return isClosed && !inner.Replace(pair, "", StringComparison.Ordinal).Contains(quote, StringComparison.Ordinal)
            ? expectation with { Argument = inner.Replace(pair, quote.ToString(), StringComparison.Ordinal) }
            : Reported(CheckFindings.UnclosedValue(quote, place));
    }

    private Expectation? WithCondition(Expectation expectation, string sql, int start) => ConditionSyntax.Fault(sql) is { } fault
        ? Reported(CheckFindings.BrokenCondition(sql.Substring(fault.Offset, fault.Length), fault.Why, source.PlaceAt(start + fault.Offset, fault.Length)))
        : expectation with { Argument = sql };

    private Expectation? WithSqlState(Expectation expectation, string written, Place place)
    {
        var code = written.ToUpperInvariant();
        var isSqlState = code.Length == 5 && code.All(char.IsAsciiLetterOrDigit) && code is not "00000";
        return isSqlState ? expectation with { Argument = code } : Reported(CheckFindings.NoSqlState(written, place));
    }

    private Expectation? Reported(Finding finding)
    {
        findings.Add(finding);
        return null;
    }

    private void ReportUnknown(Header header, List<Range> words)
    {
        var text = header.Argument;
        if (words.Count == 0)
        {
            findings.Add(CheckFindings.EmptyExpectation(source.PlaceAt(header.Start, header.WordLength)));
            return;
        }

        var nearest = NearestForm.Of([.. words.Select(word => text[word])]);
        var (first, last) = nearest is null ? (0, words.Count - 1) : WrongWords(nearest, text, words);
        var start = words[first].Start.Value;
        var place = source.PlaceAt(header.ArgumentStart + start, words[last].End.Value - start);
        findings.Add(CheckFindings.UnknownExpectation(text, nearest, place));
    }

    /// <summary>The first and the last word that differ from the form that was meant.</summary>
    private static (int First, int Last) WrongWords(ExpectationForm form, string text, List<Range> words)
    {
        var heading = form.Heading;
        var first = 0;
        while (first < words.Count && first < heading.Length && Matches(heading[first], text[words[first]]))
        {
            first++;
        }

        var last = words.Count - 1;
        for (var at = heading.Length - 1; !form.IsOpen && at > first && last > first && Matches(heading[at], text[words[last]]); at--)
        {
            last--;
        }

        return first < words.Count ? (first, form.IsOpen ? first : last) : (0, words.Count - 1);
    }

    private static bool Matches(ExpectationForm form, string text, List<Range> words)
    {
        var heading = form.Heading;
        if (form.IsOpen ? words.Count <= heading.Length : words.Count != heading.Length)
        {
            return false;
        }

        var matches = true;
        for (var at = 0; at < heading.Length; at++)
        {
            matches &= Matches(heading[at], text[words[at]]) && (heading.Length > 1 || !IsSingular(text[words[at]]));
        }

        return matches;
    }

    private static bool Matches(string expected, string word) => expected switch
    {
        "N" => NumberIn(word) is not null,
        "rows" => IsSingular(word) || word.Equals(expected, StringComparison.OrdinalIgnoreCase),
        _ => word.Equals(expected, StringComparison.OrdinalIgnoreCase),
    };

    private static bool IsSingular(string word) => word.Equals("row", StringComparison.OrdinalIgnoreCase);

    private static long? NumberIn(string word) =>
        word.All(char.IsAsciiDigit) && long.TryParse(word, null, out var number) ? number : null;

    private static List<Range> WordsOf(string text)
    {
        var words = new List<Range>();
        for (var at = 0; at < text.Length; at++)
        {
            var start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at > start)
            {
                words.Add(start..at);
            }
        }

        return words;
    }
}
