using Plumb.Catalog;
using Plumb.Diffing;

namespace Plumb.Reporting.Differences;

/// <summary>What differs in an object, line by line. It knows no kinds.</summary>
internal static class DifferenceLines
{
    private const int LongestInLine = 60;

    /// <summary>The lines below the object's own.</summary>
    /// <param name="difference">The object.</param>
    /// <param name="listsParts">True to list every part of an object that only one side has; false to count them.</param>
    public static IEnumerable<DifferenceLine> Of(ObjectDifference difference, bool listsParts)
    {
        if (difference.Kind != DeltaKind.Changed && !listsParts)
        {
            var text = Summary(difference);
            return text.Length == 0 ? [] : [new DifferenceLine(' ', "", text)];
        }

        return Grouped(difference.Deltas).SelectMany(group => Lines(group, difference.Id));
    }

    /// <summary>The deltas, privileges of one role on one object together.</summary>
    public static IEnumerable<IReadOnlyList<Delta>> Grouped(IReadOnlyList<Delta> deltas)
    {
        var group = new List<Delta>();
        foreach (var delta in deltas)
        {
            if (group.Count > 0 && !AreOne(group[0], delta))
            {
                yield return group;
                group = [];
            }

            group.Add(delta);
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    /// <summary>The mark of a delta.</summary>
    public static char MarkOf(DeltaKind kind) => kind switch { DeltaKind.Added => '+', DeltaKind.Removed => '-', _ => '~' };

    /// <summary>The name of what a group is about.</summary>
    public static string NameOf(IReadOnlyList<Delta> group, FactId whole) =>
        FactText.NameIn(group[0].Id, whole, group.Count > 1 ? group.Select(static d => d.Id.Arguments!) : null);

    // What an object has one of, and what says little, stands there itself.
    private static string Summary(ObjectDifference difference)
    {
        var counts = difference.Deltas.Skip(1)
            .Where(static d => !d.Id.Kind.IsOrder)
            .GroupBy(static d => d.Id.Kind.Word, StringComparer.Ordinal)
            .Select(g => g.ToList() switch
            {
                [var only] when only.Id.Kind.Naming == FactNaming.OfParent && difference.Id.Equals(only.Id.Parent) && ShortValue(only) is { } value => $"{g.Key} {value}",
                var several => FactText.Count(several.Count, g.Key),
            });
        return string.Join(", ", counts);
    }

    private static string? ShortValue(Delta delta) =>
        FactText.ValueOf((delta.After ?? delta.Before)!.Payload) is { Length: > 0 and <= LongestInLine } value ? value : null;

    private static bool AreOne(Delta first, Delta next) =>
        first.Id.Kind.Naming == FactNaming.Privilege && ReferenceEquals(first.Id.Kind, next.Id.Kind)
        && first.Kind == next.Kind && first.Kind != DeltaKind.Changed
        && first.Id.Name == next.Id.Name && Equals(first.Id.Parent, next.Id.Parent)
        && (first.Before ?? first.After)!.Payload == (next.Before ?? next.After)!.Payload;

    private static IEnumerable<DifferenceLine> Lines(IReadOnlyList<Delta> group, FactId whole)
    {
        var delta = group[0];
        var name = NameOf(group, whole);
        if (delta.Kind != DeltaKind.Changed)
        {
            return [new DifferenceLine(MarkOf(delta.Kind), name, FactText.ValueOf((delta.After ?? delta.Before)!.Payload))];
        }

        List<(string Property, string Before, string After)> changes =
        [
            .. delta.Properties.Select(static c => (FactText.Words(c.Name), FactText.ValueOf(c.Before, c.After), FactText.ValueOf(c.After, c.Before))),
        ];
        var inLine = changes.Where(static c => FitsInLine(c.Before, c.After)).Select(static c => $"{c.Property} {c.Before} → {c.After}").ToList();
        var title = name.Length == 0 ? "itself" : name;
        return
        [
            .. inLine.Count == 0 ? [] : new[] { new DifferenceLine('~', title, string.Join(", ", inLine)) },
            .. changes.Where(static c => !FitsInLine(c.Before, c.After)).SelectMany(c => Block(name.Length == 0 ? c.Property : name, name.Length == 0 ? "" : c.Property, c.Before, c.After)),
        ];
    }

    private static bool FitsInLine(string before, string after) =>
        before.Length + after.Length <= LongestInLine && !before.Contains('\n', StringComparison.Ordinal) && !after.Contains('\n', StringComparison.Ordinal);

    private static IEnumerable<DifferenceLine> Block(string title, string property, string before, string after)
    {
        var areTexts = before.Contains('\n', StringComparison.Ordinal) || after.Contains('\n', StringComparison.Ordinal);
        var lines = areTexts ? LineDifference.Hunks(LineDifference.Between(before, after)) : [('-', before), ('+', after)];
        return lines.Select(l => new DifferenceLine(l.Mark, "", l.Line) { IsText = areTexts }).Prepend(new DifferenceLine('~', title, property));
    }
}
